/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What one worker prints: passed on line by line, its last lines kept.
 *
 * <p>Threading: one thread for each of its two streams, which end when the worker has; safe from any thread.
 */
final class WorkerOutput {
    private static final int BUFFER_BYTES = 8 * 1024;

    /** A longer line is passed on in pieces: a worker that never ends its line must not fill our memory. */
    private static final int MAX_LINE_BYTES = 64 * 1024;

    private final LogTail tail = new LogTail();
    private final CompletableFuture<Void> ended;

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
        tail.add(new String(bytes, StandardCharsets.UTF_8));
        sink.onLine(slot, isError, bytes);
    }
}
