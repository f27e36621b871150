/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What one worker prints: passed on line by line, its last lines kept.
 *
 * <p>Threading: one thread for each of its two streams, which end when the worker has; safe from any thread.
 */
final class WorkerOutput {
    private static final InternalLogger LOG = InternalLoggerFactory.getInstance(WorkerOutput.class);

    private static final int BUFFER_BYTES = 8 * 1024;

    /** A longer line is passed on in pieces: a worker that never ends its line must not fill our memory. */
    private static final int MAX_LINE_BYTES = 64 * 1024;

    private final LogTail tail = new LogTail();
    private final CompletableFuture<Void> ended;
    private volatile @Nullable Path copy; // written by the supervisor thread, read by those of the streams

    WorkerOutput(Process process, int slot, OutputSink sink) {
        CompletableFuture<Void> out = new CompletableFuture<>();
        CompletableFuture<Void> err = new CompletableFuture<>();
        start("output-" + slot, () -> pass(process.getInputStream(), false, slot, sink), out);
        start("errors-" + slot, () -> pass(process.getErrorStream(), true, slot, sink), err);
        ended = CompletableFuture.allOf(out, err);
    }

    private static void start(String name, Runnable pump, CompletableFuture<Void> end) {
        Thread thread = new Thread(
                () -> {
                    try {
                        pump.run();
                    } finally {
                        end.complete(null);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Done when both streams have ended. A process that the worker started can hold them open past its own end. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    /** Writes what comes on standard output from now on into a file as well. */
    void copyTo(Path file) {
        copy = file;
    }

    List<String> lastLines() {
        return tail.lines();
    }

    private void pass(InputStream stream, boolean isError, int slot, OutputSink sink) {
        byte[] buffer = new byte[BUFFER_BYTES];
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (stream) {
            for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                for (int i = 0; i < count; i++) {
                    if (buffer[i] == '\n' || line.size() == MAX_LINE_BYTES) {
                        passLine(line, isError, slot, sink);
                    }
                    if (buffer[i] != '\n') {
                        line.write(buffer[i]);
                    }
                }
            }
        } catch (IOException e) {
            // The worker was killed while it printed: what came is passed on.
        }
        if (line.size() > 0) {
            passLine(line, isError, slot, sink);
        }
    }

    private void passLine(ByteArrayOutputStream line, boolean isError, int slot, OutputSink sink) {
        byte[] bytes = line.toByteArray();
        line.reset();
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (ClassDataNotices.isOne(text)) {
            return;
        }
        tail.add(text);
        sink.onLine(slot, isError, bytes);
        Path file = copy;
        if (file != null && !isError) {
            append(bytes, file);
        }
    }

    private static void append(byte[] line, Path file) {
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            out.write(line);
            out.write('\n');
        } catch (IOException e) {
            LOG.warn("{} can't be written: {}", file, e.getMessage());
        }
    }
}
