/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.instrument;

import java.net.SocketAddress;
import java.util.function.BiFunction;
import java.util.function.IntBinaryOperator;
import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;

/**
 * What the application's sockets ask the agent, each for a descriptor by its number.
 *
 * @param bind to an address: returns TRUE where the agent took it, FALSE where the application is to bind by itself, or
 *     the IOException to throw
 * @param listen with a backlog, on one that was taken
 * @param receive the next passed connection: returns its descriptor, or below 0 where there is none now
 * @param received a connection that the application accepted by itself
 * @param closed a connection is about to be closed
 * @param listenerClosed a listening socket is about to be closed
 */
public record SocketCalls(
        BiFunction<Integer, SocketAddress, Object> bind,
        IntBinaryOperator listen,
        IntUnaryOperator receive,
        IntConsumer received,
        IntConsumer closed,
        IntConsumer listenerClosed) {

    /** Leaves everything to the application. */
    public static final SocketCalls NONE =
            new SocketCalls((fd, address) -> false, (fd, backlog) -> 0, fd -> -1, fd -> {}, fd -> {}, fd -> {});
}
