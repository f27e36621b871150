/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.drain;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntConsumer;

/**
 * Ends the service of this process without cutting what is under way. Happens once, however often it is asked for.
 *
 * <pre>
 *   start -&gt; listeners stop, what waits in lanes is taken -&gt; callbacks of the app, DrainStarted on every connection
 *         -&gt; all connections closed, or deadline -&gt; end
 * </pre>
 *
 * <p>Threading: safe from any thread; the steps run on the loop given to {@link #start}.
 */
public final class Drain {
    private final ConnectionTracker connections;
    private final Function<Runnable, Thread> callbackThread;
    private final CountDownLatch ended = new CountDownLatch(1);

    private final Object lock = new Object();
    private final List<Runnable> startCallbacks = new ArrayList<>(); // guarded by lock
    private final List<IntConsumer> endCallbacks = new ArrayList<>(); // guarded by lock
    private final List<Stoppable> listeners = new ArrayList<>(); // guarded by lock

    private volatile boolean started; // written under lock, read anywhere
    private volatile int abandonedCount = -1; // written under lock at the end, below 0 before

    public Drain(ConnectionTracker connections, Function<Runnable, Thread> callbackThread) {
        this.connections = connections;
        this.callbackThread = callbackThread;
    }

    /** Tells whether it has begun. */
    public boolean hasStarted() {
        return started;
    }

    /** Has a callback of the app run at the start; at once where that is past. */
    public void onStart(Runnable callback) {
        synchronized (lock) {
            if (!started) {
                startCallbacks.add(callback);
                return;
            }
        }
        callbackThread.apply(callback).start();
    }

    /** Has a callback run at the end, with the count of connections that were closed at the deadline. */
    public void onEnd(IntConsumer callback) {
        synchronized (lock) {
            if (abandonedCount < 0) {
                endCallbacks.add(callback);
                return;
            }
        }
        callback.accept(abandonedCount);
    }

    /** Names a listener that stops when the drain starts; at once where that is past. */
    public void stopAtStart(Stoppable listener) {
        synchronized (lock) {
            if (!started) {
                listeners.add(listener);
                return;
            }
        }
        listener.stop();
    }

    /** Forgets a listener that was closed before. */
    public void forget(Stoppable listener) {
        synchronized (lock) {
            listeners.remove(listener);
        }
    }

    /**
     * Begins. A second call does nothing.
     *
     * @param timeoutMs after that long, connections that are still open are closed
     * @param loop runs the steps and keeps the time; should not be one that the app can block
     */
    public void start(int timeoutMs, EventLoop loop) {
        List<Stoppable> stopping;
        List<Runnable> callbacks;
        synchronized (lock) {
            if (started) {
                return;
            }
            started = true;
            stopping = List.copyOf(listeners);
            callbacks = List.copyOf(startCallbacks);
        }
        if (!callbacks.isEmpty()) {
            callbackThread.apply(() -> callbacks.forEach(Runnable::run)).start();
        }
        Runnable atDeadline = () -> end(connections.closeAll());
        Future<?> deadline = loop.schedule(atDeadline, timeoutMs, TimeUnit.MILLISECONDS);
        Runnable whenEmpty = () -> {
            deadline.cancel(false);
            end(0);
        };
        // What a listener takes while it stops must be among the connections before they are counted.
        StopAll.of(stopping, () -> connections.drain(() -> execute(loop, whenEmpty)));
    }

    /** The last connection may close while the loop shuts down after the deadline: then there is nothing left to do. */
    private static void execute(EventLoop loop, Runnable task) {
        if (!loop.isShuttingDown()) {
            loop.execute(task);
        }
    }

    private void end(int abandoned) {
        List<IntConsumer> callbacks;
        synchronized (lock) {
            abandonedCount = abandoned;
            callbacks = List.copyOf(endCallbacks);
            endCallbacks.clear();
        }
        callbacks.forEach(callback -> callback.accept(abandoned));
        ended.countDown();
    }

    /** Waits for its end. */
    public void await() throws InterruptedException {
        ended.await();
    }
}
