/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jctools.queues.atomic.MpscAtomicArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * A file with a line for each relayed connection that has ended.
 *
 * <p>Relay loops only put lines into a queue; a thread of the log's own writes them. Where a disk is slower than the
 * connections end, lines are dropped and counted, and no client waits.
 *
 * <p>Threading: safe from any thread.
 */
public final class AccessLog implements AutoCloseable {
    private static final InternalLogger LOG = InternalLoggerFactory.getInstance(AccessLog.class);
    private static final int MOST_QUEUED = 65_536;
    private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Path file;
    /** Of the kind that does without sun.misc.Unsafe, of which newer JVMs warn. */
    private final MpscAtomicArrayQueue<String> lines = new MpscAtomicArrayQueue<>(MOST_QUEUED);

    private final AtomicLong dropped = new AtomicLong();
    private final Thread thread = new Thread(this::write, "access-log");
    private @Nullable BufferedWriter writer; // owned by the thread
    private volatile boolean reopen;
    private volatile boolean closed;

    private AccessLog(Path file) throws IOException {
        this.file = file;
        this.writer = open();
        thread.setDaemon(true);
    }

    /**
     * Opens a log, to which lines are added.
     *
     * @throws IOException when the file can't be written
     */
    public static AccessLog open(Path file) throws IOException {
        AccessLog log = new AccessLog(file);
        log.thread.start();
        return log;
    }

    private BufferedWriter open() throws IOException {
        return Files.newBufferedWriter(
                file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    void add(String line) {
        if (!lines.offer(line)) {
            dropped.incrementAndGet();
        }
    }

    /** Goes on in a new file of the same name: whoever rotates logs has renamed the one before. */
    public void requestReopen() {
        reopen = true;
    }

    private void write() {
        boolean last;
        do {
            last = closed;
            try {
                reopenIfAsked();
                writeQueued();
            } catch (IOException e) {
                LOG.error("{}: lines are lost, {}", file, e.getMessage());
                lines.clear();
            }
            if (!last) {
                LockSupport.parkNanos(PAUSE_NS);
            }
        } while (!last);
        closeWriter();
    }

    private void reopenIfAsked() throws IOException {
        if (reopen || writer == null) {
            reopen = false;
            closeWriter();
            writer = open();
        }
    }

    private void writeQueued() throws IOException {
        BufferedWriter current = writer;
        if (current == null) {
            return;
        }
        for (String line = lines.poll(); line != null; line = lines.poll()) {
            current.write(line);
            current.write('\n');
        }
        long lost = dropped.getAndSet(0);
        if (lost > 0) {
            current.write("# " + lost + " lines dropped\n");
        }
        current.flush();
    }

    private void closeWriter() {
        try {
            if (writer != null) {
                writer.close();
            }
        } catch (IOException e) {
            LOG.error("{}: {}", file, e.getMessage());
        }
        writer = null;
    }

    /** Writes what is queued and ends. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
