/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.handoff;

import io.drover.balancer.dispatch.ErrorNumber;
import io.netty.channel.IoEvent;
import io.netty.channel.IoRegistration;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoEvent;
import io.netty.channel.uring.IoUringIoHandle;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringIoHandlerConfig;
import io.netty.channel.uring.IoUringIoOps;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends many descriptors and closes our copies of them with one system call, io_uring_enter(2).
 *
 * <p>What that saves is more than system calls. A worker that waits is woken up by the first descriptor it gets, and a
 * thread that was woken up usually takes the processor from the one that did it, as soon as that one returns from its
 * system call: with a call for each descriptor, between any two of them. Within one call nobody comes in between.
 *
 * <p>The closing of each descriptor is linked to its sending (IOSQE_IO_LINK): one that could not be sent is not closed
 * either. All of it is done when {@link #flush} returns, since nothing here ever waits.
 *
 * <p>Threading: made on any thread; owned by the one that calls {@link #begin} from then on.
 */
final class HandoffRing {
    private static final InternalLogger LOG = InternalLoggerFactory.getInstance(HandoffRing.class);

    /** How many descriptors can be added before a flush. */
    static final int CAPACITY = 64;

    /** A link between two entries ends where a call does: all that is added has to fit in. */
    private static final int ENTRIES = 4 * CAPACITY;

    /** The kernel is short of memory for so many tries: it may be for good. */
    private static final int MOST_VAIN_TRIES = 100;

    private final ManualIoEventLoop loop;
    private final RingEntries entries = new RingEntries(CAPACITY);
    private final Lane[] lanes = new Lane[CAPACITY];
    private final int[] fds = new int[CAPACITY];
    private final boolean[] isSent = new boolean[CAPACITY];

    /** Kept for those that could not be sent only. */
    private final boolean[] isClosed = new boolean[CAPACITY];

    private boolean hasUnsent;
    private int count;

    /** Entries of the kernel's that have no result yet. */
    private int pending;

    private boolean isUsable = true;
    private @Nullable IoRegistration registration;

    private HandoffRing(ManualIoEventLoop loop) {
        this.loop = loop;
    }

    /**
     * Makes one.
     *
     * @throws RuntimeException where the system has none to give: too old a kernel, forbidden, out of memory
     * @throws LinkageError where there is no native library for it
     */
    static HandoffRing open() {
        IoUring.ensureAvailability();
        return new HandoffRing(new ManualIoEventLoop(
                null, IoUringIoHandler.newFactory(new IoUringIoHandlerConfig().setRingSize(ENTRIES))));
    }

    /** Makes the calling thread its owner. */
    void begin() {
        loop.setOwningThread(Thread.currentThread());
        registration = loop.register(new Results()).getNow();
    }

    /** Tells whether descriptors can be sent this way; if not, they won't be any more. */
    boolean isUsable() {
        return isUsable;
    }

    boolean isFull() {
        return count == CAPACITY;
    }

    /** Takes a descriptor, which is counted as sent and goes with the next flush. To be called while it is not full. */
    void add(Lane lane, int fd) {
        IoRegistration ring = registration;
        if (ring == null) {
            throw new IllegalStateException("ring: not begun");
        }
        lanes[count] = lane;
        fds[count] = fd;
        isSent[count] = false;
        isClosed[count] = false;
        // Both before any is submitted: one without the other would be linked to the next connection's.
        IoUringIoOps send = entries.send(count, lane.sendingFd(), fd);
        IoUringIoOps close = entries.close(fd);
        ring.submit(send);
        ring.submit(close);
        pending += 2;
        count++;
        lane.worker().countSent();
    }

    /**
     * Sends and closes all that was added.
     *
     * @param unsent gets descriptors that could not be sent: they are open, and its own
     */
    void flush(IntConsumer unsent) {
        if (count == 0) {
            return;
        }
        hasUnsent = false;
        enter();
        int added = count;
        count = 0;
        for (int i = 0; i < added; i++) {
            if (!isSent[i]) {
                lanes[i].worker().countTakenBack();
            }
        }
        for (int i = 0; i < added; i++) {
            if (!isSent[i] && !isClosed[i]) {
                unsent.accept(fds[i]);
            }
        }
    }

    private void enter() {
        for (int vain = 0; pending > 0; vain++) {
            if (vain == MOST_VAIN_TRIES) {
                // Never again: what stands in the ring would be done, to descriptors that are others by then.
                isUsable = false;
                LOG.warn("io_uring: {} entries are not taken by the kernel; going on without it", pending);
                return;
            }
            run();
        }
    }

    private void run() {
        try {
            loop.runNow(-1);
        } catch (UncheckedIOException e) {
            LOG.debug("io_uring_enter failed", e);
        }
    }

    /** Closes it. On the owner's thread, or on any while it has none. */
    void close() {
        if (registration == null) {
            begin();
        }
        if (pending == 0) {
            loop.shutdownGracefully(0, 0, TimeUnit.NANOSECONDS);
            for (int tries = 0; tries < MOST_VAIN_TRIES && !loop.isTerminated(); tries++) {
                run();
            }
        }
    }

    /** Takes what the kernel says of each entry. */
    private final class Results implements IoUringIoHandle {
        @Override
        public void handle(IoRegistration registration, IoEvent event) {
            IoUringIoEvent result = (IoUringIoEvent) event;
            pending--;
            if (result.opcode() == RingEntries.SENDMSG) {
                sent((int) result.userData(), -result.res());
            } else if (hasUnsent) {
                closed((int) result.userData(), -result.res());
            }
        }

        private void sent(int place, int error) {
            isSent[place] = error <= 0;
            hasUnsent |= error > 0;
            if (error == ErrorNumber.EINVAL && isUsable) {
                // Before Linux 5.12 the kernel sends no descriptors this way.
                isUsable = false;
                LOG.debug("io_uring: no descriptors can be sent; going on without it");
            }
        }

        /** The kernel cancels what is linked to a failure. Only where it took one without the other, it can't. */
        private void closed(int fd, int error) {
            for (int place = 0; place < count; place++) {
                if (fds[place] == fd) {
                    isClosed[place] = error != ErrorNumber.ECANCELED;
                }
            }
        }

        @Override
        public void close() {
            // The loop ends, and has nothing of ours to close.
        }
    }
}
