/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.listener;

import io.drover.balancer.dispatch.ConnectionSink;
import io.drover.balancer.dispatch.ConnectionSource;
import io.drover.balancer.dispatch.Descriptors;
import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.Socket;
import io.netty.util.concurrent.Future;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Accepts the connections of one listener and offers them to its sink.
 *
 * <p>No channel is made of an accepted descriptor and none is registered with epoll: a descriptor that epoll knows keeps
 * firing after the primary has closed its copy (epoll(7), question 6). While no worker has room nothing is accepted, so
 * that the kernel's backlog is the queue, and the only one.
 *
 * <p>Threading: owned by the acceptor thread.
 */
final class Acceptor implements EpollIoHandle, ConnectionSource {
    private static final InternalLogger LOG = InternalLoggerFactory.getInstance(Acceptor.class);

    /** Before tasks and other listeners get their turn, and between two looks at the clock at the end. */
    private static final int MOST_AT_ONCE = 64;

    private static final int SHORTAGE_PAUSE_MS = 500;

    // EPOLLERR keeps the interest set from ever being empty, which the transport handles wrongly.
    private static final EpollIoOps PAUSED = EpollIoOps.EPOLLERR;
    private static final EpollIoOps ACCEPTING = EpollIoOps.EPOLLIN.with(EpollIoOps.EPOLLERR);

    private final Listener listener;
    private final ConnectionSink sink;
    private final IoEventLoop loop;
    private final AcceptPace pace;
    private final AcceptQueue queue;
    private final IntSupplier queueLength;
    private final RoomPauses roomPauses;
    private final TurnedAway turnedAway;
    private long accepted;

    /** Accepted, but not with a worker: taken back from one, or without room at the last moment. */
    private final Queue<Integer> waiting = new ArrayDeque<>();

    /** Whether connections may wait for others to come, and then go to their workers together. */
    private boolean isGathering;

    /** How many do. */
    private int gathered;

    private @Nullable IoRegistration registration;
    private boolean paused;
    private boolean stopped;
    private boolean graceIsOver;

    Acceptor(Listener listener, ConnectionSink sink, IoEventLoop loop, AcceptPace pace, int queueTimeoutMs) {
        this.pace = pace;
        this.listener = listener;
        this.sink = sink;
        this.loop = loop;
        this.queue = new AcceptQueue(listener);
        this.queueLength = queue::length;
        this.roomPauses = new RoomPauses(queueTimeoutMs);
        this.turnedAway = new TurnedAway(listener, queueTimeoutMs);
        sink.attach(this);
    }

    void start() {
        if (!listener.isUnix()) {
            try {
                sink.prepare(listener.socket());
            } catch (IOException e) {
                LOG.warn("{}: its connections have the system's own options, {}", listener.endpoint(), e.getMessage());
            }
        }
        loop.register(this).addListener(registered -> {
            if (registered.isSuccess()) {
                registration = (IoRegistration) registered.getNow();
                submit(ACCEPTING);
            } else {
                LOG.error("{}: accepting could not begin", listener.endpoint(), registered.cause());
            }
        });
    }

    boolean isOf(Listener asked) {
        return listener == asked;
    }

    @Override
    public FileDescriptor fd() {
        return listener.socket();
    }

    /**
     * Takes one connection; while there are more, epoll says so at once again. To try until EAGAIN instead would cost a
     * vain accept4(2) for each wake-up, which makes a whole socket and file before it looks into the queue: twice what
     * epoll_wait(2) takes that has nothing to wait for.
     */
    @Override
    public void handle(IoRegistration registration, IoEvent event) {
        if (!queue.hasLength()) {
            // To step back after each single one would let few through.
            acceptNext();
            return;
        }
        long before = accepted;
        if (pace.isFlood()) {
            acceptInRounds();
        } else {
            acceptNext();
        }
        pace.accepted((int) (accepted - before));
    }

    /** Takes those that wait, steps back, and goes on with those that came meanwhile: they need no wake-up. */
    private void acceptInRounds() {
        int count = queue.length();
        if (count <= 0) {
            acceptNext();
            return;
        }
        int left = MOST_AT_ONCE;
        do {
            if (!acceptTogether(Math.min(count, left)) || count >= left) {
                return;
            }
            left -= count;
            count = pace.letOthersRun(queueLength);
        } while (count > 0);
    }

    private boolean acceptTogether(int count) {
        isGathering = true;
        try {
            for (int i = 0; i < count; i++) {
                if (!acceptNext()) {
                    return false;
                }
            }
            return true;
        } finally {
            isGathering = false;
            gathered = 0;
            sink.flush();
        }
    }

    /** Returns whether there may be more. */
    private boolean acceptNext() {
        if (stopped || !offerWaiting()) {
            return false;
        }
        if (!sink.hasRoom()) {
            pauseForRoom();
            return false;
        }
        int fd = accept();
        if (fd < 0) {
            return false;
        }
        if (!give(fd, queue.clientKey())) {
            waiting.add(fd);
            pauseForRoom();
            return false;
        }
        accepted++;
        roomPauses.end();
        return true;
    }

    private boolean give(int fd, long clientKey) {
        if (!isGathering) {
            return sink.offer(fd, clientKey);
        }
        gathered++;
        return sink.enqueue(fd, clientKey);
    }

    /** Returns a descriptor, or less than 0 when there is none to be had now. */
    private int accept() {
        int fd = queue.accept();
        // Those that are gathered have descriptors, which are free again once they are with their workers.
        if (fd == AcceptQueue.SHORTAGE && gathered == 0) {
            queue.reportPause();
            pause(SHORTAGE_PAUSE_MS);
        } else if (fd == AcceptQueue.ENDED) {
            stopped = true;
            submit(PAUSED);
        }
        return fd;
    }

    /** Returns false while some still wait. */
    private boolean offerWaiting() {
        while (!waiting.isEmpty()) {
            int fd = waiting.element();
            if (!sink.hasRoom() || !sink.offer(fd, queue.clientKeyOf(fd))) {
                pauseForRoom();
                return false;
            }
            waiting.remove();
        }
        return true;
    }

    private void pauseForRoom() {
        if (!paused && roomPauses.isTooLong()) {
            turnAway();
        }
        pause(roomPauses.nextMs());
    }

    /** Ends what waits, here and in the kernel's queue. */
    private void turnAway() {
        while (!waiting.isEmpty()) {
            turnedAway.add(waiting.remove());
        }
        turnAwayQueued();
        turnedAway.report();
    }

    private void turnAwayQueued() {
        // Not those that come meanwhile: clients that try again at once could keep this thread from ever seeing a
        // worker.
        int count = queue.length();
        for (int left = count < 0 ? MOST_AT_ONCE : count; left > 0; left--) {
            int fd = accept();
            if (fd < 0) {
                return;
            }
            turnedAway.add(fd);
        }
    }

    private void pause(int ms) {
        if (!paused) {
            paused = true;
            submit(PAUSED);
            loop.schedule(this::resume, ms, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void giveBack(int fd) {
        if (stopped) {
            Descriptors.reset(new Socket(fd));
            return;
        }
        waiting.add(fd);
        // One at a time where there is room: a whole lane at once might be more than we have descriptors for.
        if (!paused) {
            offerWaiting();
        }
    }

    @Override
    public void resume() {
        if (stopped) {
            return;
        }
        if (paused) {
            paused = false;
            submit(ACCEPTING);
        }
        offerWaiting();
    }

    private void submit(EpollIoOps interest) {
        if (registration != null && registration.isValid()) {
            registration.submit(interest);
        }
    }

    /**
     * Gives what is queued in the kernel to workers, and then accepts no more: closing the listening socket would reset
     * it. While no worker has room it waits for that, for some time.
     *
     * @param graceMs after that long the rest is given up
     * @param done run when the socket is closed
     */
    void stop(int graceMs, Runnable done) {
        queue.growNoMore();
        Future<?> deadline = loop.schedule(() -> graceIsOver = true, graceMs, TimeUnit.MILLISECONDS);
        emptyQueue(() -> {
            deadline.cancel(false);
            // At once, and not by whoever waits for this: a client that connects in between would be reset.
            listener.close();
            close();
            done.run();
        });
    }

    private void emptyQueue(Runnable done) {
        for (int taken = 0; taken < MOST_AT_ONCE; taken++) {
            if (!acceptNext()) {
                break;
            }
        }
        boolean isEmpty = waiting.isEmpty() && sink.hasRoom() && !acceptNext() && waiting.isEmpty();
        if (isEmpty || stopped || graceIsOver || !sink.hasWorkers()) {
            done.run();
        } else {
            loop.schedule(() -> emptyQueue(done), RoomPauses.SHORTEST_MS, TimeUnit.MILLISECONDS);
        }
    }

    /** The last of it: also called when the loop ends. What waits ends as the kernel ends what is in its own queue. */
    @Override
    public void close() {
        stopped = true;
        if (registration != null) {
            registration.cancel();
        }
        while (!waiting.isEmpty()) {
            Descriptors.reset(new Socket(waiting.remove()));
        }
        sink.close();
    }
}
