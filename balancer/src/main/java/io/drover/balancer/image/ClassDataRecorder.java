/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.image;

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
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Has a live JVM write its class data into an archive.
 *
 * <p>Speaks the protocol of {@code jcmd} by itself, as a JRE has no {@code jdk.attach}: a unix socket in /tmp, made by
 * the JVM at its start with {@code -XX:+StartAttachListener}; "1", the command and three arguments, each ended by a zero
 * byte; then the answer until the end of the stream.
 *
 * <p>Threading: a thread of its own for each recording.
 */
public final class ClassDataRecorder {
    private static final InternalLogger LOG = InternalLoggerFactory.getInstance(ClassDataRecorder.class);

    /** Of a second that it takes mostly: a worker that stands still must not be waited for. */
    private static final long TIMEOUT_S = 20;

    private ClassDataRecorder() {}

    /**
     * Has the archive written.
     *
     * @param pid of the JVM
     * @param archive to be made; it is complete as soon as it is there
     * @return done when it is over, with or without success
     */
    public static CompletableFuture<Void> record(long pid, Path archive) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    recordNow(pid, archive, done);
                    done.complete(null);
                },
                "class-data");
        thread.setDaemon(true);
        thread.start();
        return done.completeOnTimeout(null, TIMEOUT_S, TimeUnit.SECONDS);
    }

    private static void recordNow(long pid, Path archive, CompletableFuture<Void> done) {
        Path unfinished = archive.resolveSibling(archive.getFileName() + "." + pid);
        Path socket = Path.of("/tmp/.java_pid" + pid);
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            done.thenRun(() -> close(channel));
            channel.connect(UnixDomainSocketAddress.of(socket));
            String command = "1\0jcmd\0VM.cds dynamic_dump " + unfinished + "\0\0\0";
            channel.write(ByteBuffer.wrap(command.getBytes(StandardCharsets.UTF_8)));
            String answer = readAll(channel);
            if (!answer.startsWith("0\n") || !Files.exists(unfinished)) {
                throw new IOException("VM.cds dynamic_dump: " + answer);
            }
            Files.move(unfinished, archive, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException e) {
            LOG.debug("class data: pid {} wrote none", pid, e);
        } finally {
            delete(unfinished);
            // The JVM would remove it at its end, but not when it is killed. It makes another when one is needed.
            delete(socket);
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
            LOG.debug("class data: attach socket not closed", e);
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.debug("{}: not removed", path, e);
        }
    }
}
