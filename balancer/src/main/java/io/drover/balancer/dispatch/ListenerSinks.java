/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.dispatch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The sinks of all listeners, by the listener's id.
 *
 * <p>Threading: the map is the supervisor thread's; the sinks are only touched by tasks on the acceptor thread, to which
 * every step goes.
 *
 * @param <S> of one way of getting connections to workers
 */
public final class ListenerSinks<S> {
    private final Executor acceptor;
    private final Executor supervisor;
    private final Map<Integer, S> sinks = new HashMap<>();

    /** Begins without a listener. */
    public ListenerSinks(Executor acceptor, Executor supervisor) {
        this.acceptor = acceptor;
        this.supervisor = supervisor;
    }

    /** Adds that of a new listener, which begins with a step. */
    public void add(int listenerId, S sink, Consumer<S> first) {
        sinks.put(listenerId, sink);
        acceptor.execute(() -> first.accept(sink));
    }

    /** Forgets that of a listener that is closed. */
    public void remove(int listenerId) {
        sinks.remove(listenerId);
    }

    /** Returns that of a listener, or null where it is closed. */
    public @Nullable S find(int listenerId) {
        return sinks.get(listenerId);
    }

    /** Has that of a listener which is open do something. */
    public void with(int listenerId, Consumer<S> step) {
        S sink = find(listenerId);
        if (sink == null) {
            throw new IllegalArgumentException(
                    "listener: " + listenerId + " (expected: one of " + sinks.keySet() + ")");
        }
        acceptor.execute(() -> step.accept(sink));
    }

    /** Has all do something. */
    public void each(Consumer<S> step) {
        all(now -> now.forEach(step));
    }

    /**
     * Has all do something.
     *
     * @param done run on the supervisor thread when they have
     */
    public void each(Consumer<S> step, Runnable done) {
        all(now -> {
            now.forEach(step);
            supervisor.execute(done);
        });
    }

    /** Does something with all those of now. */
    public void all(Consumer<List<S>> step) {
        List<S> now = List.copyOf(sinks.values());
        acceptor.execute(() -> step.accept(now));
    }

    /**
     * Gives a connection to the first that takes it; where none does it is closed.
     *
     * @param takes tells whether a sink has taken it
     */
    public void offer(int fd, Predicate<S> takes) {
        all(now -> {
            if (now.stream().noneMatch(takes)) {
                Descriptors.close(fd);
            }
        });
    }
}
