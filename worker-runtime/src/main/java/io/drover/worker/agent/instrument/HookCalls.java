/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.instrument;

import java.net.SocketAddress;
import java.util.function.BiFunction;
import java.util.function.IntBinaryOperator;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * {@link SocketCalls} as the hook makes them: by interfaces of the JDK, all that both sides know of each other. One class
 * for all of them, because the application's start waits for each.
 *
 * <p>Threading: safe from any thread.
 */
final class HookCalls
        implements BiFunction<Integer, Object, Object>, IntUnaryOperator, IntFunction<byte[]>, IntBinaryOperator {
    /** What the hook gives notice of, by its numbers. */
    private static final int OPTION_SET = -1;

    private static final int CLOSED = -2;
    private static final int LISTENER_CLOSED = -3;

    private final SocketCalls calls;

    HookCalls(SocketCalls calls) {
        this.calls = calls;
    }

    /** Binds a descriptor to an address, or listens on it with a backlog. */
    @Override
    public Object apply(Integer fd, Object addressOrBacklog) {
        if (addressOrBacklog instanceof SocketAddress address) {
            return calls.bind(fd, address);
        }
        calls.listen(fd, (int) addressOrBacklog);
        return true;
    }

    /** Receives a connection. */
    @Override
    public int applyAsInt(int lane) {
        return calls.receive(lane);
    }

    /** Asks for the address of a connection's peer. */
    @Override
    public byte @Nullable [] apply(int fd) {
        return calls.peer(fd);
    }

    /** Takes notice of what happens to a descriptor, or of a connection that a listening socket has accepted. */
    @Override
    public int applyAsInt(int whatOrListener, int fd) {
        switch (whatOrListener) {
            case OPTION_SET -> calls.optionSet(fd);
            case CLOSED -> calls.closed(fd);
            case LISTENER_CLOSED -> calls.listenerClosed(fd);
            default -> calls.received(whatOrListener, fd);
        }
        return fd;
    }
}
