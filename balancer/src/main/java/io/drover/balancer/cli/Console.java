/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;
import org.jctools.queues.atomic.MpscUnboundedAtomicArrayQueue;

/**
 * Writes lines to standard output and error, on a thread of its own: a terminal that stands still (Ctrl-S, a full pipe)
 * must not hold up the supervisor.
 *
 * <p>Threading: safe from any thread: {@link #print}, {@link #printThrottled}.
 */
final class Console {
    /** So many lines may wait before those who can wait do. */
    private static final int HIGH_WATER = 4096;

    private static final int CHUNK = 256;
    private static final int BATCH_BYTES = 32 * 1024;
    private static final long WAIT_NS = 1_000_000;

    /** A stream that takes nothing for that long at the end stands still. */
    private static final long STANDSTILL_MS = 2000;

    /**
     * A line and where it goes.
     *
     * @param isError whether to standard error
     * @param bytes with the line's end
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Line(boolean isError, byte[] bytes) {}

    // The atomic variant: the others use sun.misc.Unsafe, of which JDK 24 and later warn.
    private final Queue<Line> queue = new MpscUnboundedAtomicArrayQueue<>(CHUNK);
    private final PrintStream out;
    private final PrintStream err;
    private final Thread writer;
    private volatile boolean ended; // written by end, read by the writer
    private volatile boolean idle; // written by the writer, read by those who print

    Console(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
        this.writer = new Thread(this::write, "console");
        writer.setDaemon(true);
        writer.start();
    }

    /** Prints a line; never waits. */
    void print(boolean isError, byte[] lineWithEnd) {
        queue.add(new Line(isError, lineWithEnd));
        if (idle) {
            LockSupport.unpark(writer);
        }
    }

    /** Prints a line; never waits. */
    void print(boolean isError, String line) {
        print(isError, (line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Prints a line, and waits while too many are queued: whoever floods the console is slowed down by it. */
    void printThrottled(boolean isError, byte[] lineWithEnd) {
        while (queue.size() > HIGH_WATER && !ended) {
            LockSupport.parkNanos(WAIT_NS);
        }
        print(isError, lineWithEnd);
    }

    private void write() {
        ByteArrayOutputStream batch = new ByteArrayOutputStream();
        boolean batchIsError = false;
        while (true) {
            // Asked before the queue: what was printed before the end is in it then.
            boolean last = ended;
            Line line = queue.poll();
            boolean flush = line == null || line.isError() != batchIsError || batch.size() > BATCH_BYTES;
            if (flush && batch.size() > 0) {
                flush(batch, batchIsError ? err : out);
            }
            if (line != null) {
                batchIsError = line.isError();
                batch.writeBytes(line.bytes());
            } else if (last) {
                return;
            } else {
                sleep();
            }
        }
    }

    private static void flush(ByteArrayOutputStream batch, PrintStream stream) {
        stream.write(batch.toByteArray(), 0, batch.size());
        stream.flush();
        batch.reset();
    }

    private void sleep() {
        idle = true;
        if (queue.isEmpty() && !ended) {
            LockSupport.park(this);
        }
        idle = false;
    }

    /** Writes what is queued and ends; what nobody reads is given up, since the process must be able to end. */
    void end() {
        ended = true;
        LockSupport.unpark(writer);
        try {
            int left;
            do {
                left = queue.size();
                writer.join(STANDSTILL_MS);
            } while (writer.isAlive() && queue.size() < left);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
