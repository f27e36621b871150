/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jctools.queues.atomic.MpscAtomicArrayQueue;

/**
 * A file with a line for each relayed connection that has ended.
 *
 * <p>Relay loops only put lines into a queue; a thread of the log's own writes them. Where a disk is slower than the
 * connections end, or full, lines wait in the queue; what it has no room for is dropped and counted, and no client waits.
 * A line says how many as soon as lines can be written again.
 *
 * <p>Threading: safe from any thread.
 */
public final class AccessLog implements AutoCloseable {
    private static final InternalLogger LOG = InternalLoggerFactory.getInstance(AccessLog.class);
    private static final int MOST_QUEUED = 65_536;
    private static final int MOST_AT_ONCE = 256;
    private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(50);

    /** After an error: a disk that is full, or a folder that is gone, is so for a while. */
    private static final long FAILED_PAUSE_NS = TimeUnit.SECONDS.toNanos(1);

    private final LineFile file; // owned by the thread
    /** Of the kind that does without sun.misc.Unsafe, of which newer JVMs warn. */
    private final MpscAtomicArrayQueue<String> lines = new MpscAtomicArrayQueue<>(MOST_QUEUED);

    private final AtomicLong dropped = new AtomicLong();
    private final Thread thread = new Thread(this::write, "access-log");
    private final List<String> pending =
            new ArrayList<>(MOST_AT_ONCE); // owned by the thread: taken, and not written yet
    private volatile boolean isBroken; // written by the thread
    private volatile boolean reopen;
    private volatile boolean closed;

    private AccessLog(Path file) throws IOException {
        this.file = new LineFile(file);
        this.file.open();
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

    void add(String line) {
        if (!lines.offer(line)) {
            dropped.incrementAndGet();
        }
    }

    /** Goes on in a new file of the same name: whoever rotates logs has renamed the one before. */
    public void requestReopen() {
        reopen = true;
        LockSupport.unpark(thread);
    }

    /** Tells whether the last try to write has failed. */
    boolean isBroken() {
        return isBroken;
    }

    private void write() {
        boolean last;
        do {
            last = closed;
            if (reopen) {
                reopen = false;
                file.close();
            }
            boolean written = writeQueued();
            if (!last) {
                LockSupport.parkNanos(written ? PAUSE_NS : FAILED_PAUSE_NS);
            }
        } while (!last);
        file.close();
    }

    /** Writes what there is, and how many lines found no room; returns whether that went well. */
    private boolean writeQueued() {
        try {
            file.open();
            long lost = dropped.get();
            while (!pending.isEmpty() || lines.drain(pending::add, MOST_AT_ONCE) > 0) {
                file.write(pending);
                pending.clear();
            }
            if (lost > 0) {
                file.write(List.of("# " + lost + " lines dropped"));
                dropped.addAndGet(-lost);
            }
            isBroken = false;
            return true;
        } catch (IOException e) {
            onBroken(e);
            return false;
        }
    }

    /** Tells it once; what comes meanwhile waits in the queue as long as there is room. */
    private void onBroken(IOException failure) {
        if (!isBroken) {
            isBroken = true;
            LOG.error(
                    "{}: can't be written, lines wait and are lost when they are too many: {}",
                    file,
                    failure.toString());
        }
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
