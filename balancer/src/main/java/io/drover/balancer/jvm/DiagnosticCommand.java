/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.jvm;

import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Gives a live JVM a command as {@code jcmd} does.
 *
 * <p>Speaks the protocol by itself, as a JRE has no {@code jdk.attach}: a unix socket in /tmp, made by the JVM at its
 * start with {@link #LISTENING}; "1", the command and three arguments, each ended by a zero byte; then the answer until
 * the end of the stream.
 *
 * <p>Threading: a daemon thread of its own for each command; safe from any thread.
 */
public final class DiagnosticCommand {
    /** What a JVM has to be told at its start. */
    public static final String LISTENING = "-XX:+StartAttachListener";

    private static final InternalLogger LOG = InternalLoggerFactory.getInstance(DiagnosticCommand.class);
    private static final String OBEYED = "0\n";

    private DiagnosticCommand() {}

    /**
     * Gives a command.
     *
     * @param pid of the JVM, which was started with {@link #LISTENING}
     * @param command with its arguments
     * @param patience for the answer: a JVM that stands still gives none
     * @return the answer; an IOException where the JVM can't be asked or refuses, a TimeoutException when the time is up
     */
    public static CompletableFuture<String> give(long pid, String command, Duration patience) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        Thread thread = new Thread(() -> ask(pid, command, answer), "jvm-command");
        thread.setDaemon(true);
        thread.start();
        return answer.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void ask(long pid, String command, CompletableFuture<String> answer) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            // When the time is up, that ends the read.
            answer.whenComplete((text, failure) -> close(channel));
            channel.connect(UnixDomainSocketAddress.of(socketOf(pid)));
            channel.write(ByteBuffer.wrap(("1\0jcmd\0" + command + "\0\0\0").getBytes(StandardCharsets.UTF_8)));
            String text = readAll(channel);
            if (!text.startsWith(OBEYED)) {
                throw new IOException(command + ": " + text);
            }
            answer.complete(text.substring(OBEYED.length()));
        } catch (IOException | RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }

    private static String readAll(SocketChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(8 * 1024);
        while (channel.read(buffer) >= 0 && buffer.hasRemaining()) {
            // More of the answer may come; what does not fit decides nothing.
        }
        return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("attach socket not closed", e);
        }
    }

    /** Removes what a JVM leaves behind that was killed; otherwise it does so by itself. */
    public static void forget(long pid) {
        Path socket = socketOf(pid);
        try {
            Files.deleteIfExists(socket);
        } catch (IOException e) {
            LOG.debug("{}: not removed", socket, e);
        }
    }

    private static Path socketOf(long pid) {
        return Path.of("/tmp/.java_pid" + pid);
    }
}
