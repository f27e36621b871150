/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.instrument;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.IntBinaryOperator;
import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;

/**
 * The class {@code sun.nio.ch.DroverHook}, which sockets call, seen from the agent.
 *
 * <p>It is defined into the JDK's own package by a lookup, and not appended to the bootstrap class path, because that
 * switches class-data sharing off.
 *
 * <p>Threading: safe from any thread.
 */
public final class SocketHook {
    static final String PACKAGE = "sun.nio.ch";
    static final String INTERNAL_NAME = "sun/nio/ch/DroverHook";
    private static final String RESOURCE = "/META-INF/drover/DroverHook.class";

    private final Class<?> type;
    private final Method replace;
    private final Method lane;
    private final Method shared;
    private final Method silent;
    private final Method connections;
    private final Method awaitReadable;

    private SocketHook(Class<?> hook) throws NoSuchMethodException {
        type = hook;
        replace = hook.getMethod("replace", int.class, int.class);
        lane = hook.getMethod("lane", int.class, InetSocketAddress.class, int.class);
        shared = hook.getMethod("shared", int.class, InetSocketAddress.class, int.class);
        silent = hook.getMethod("silent", int.class);
        connections = hook.getMethod("connections");
        awaitReadable = hook.getMethod("awaitReadable", SocketChannel.class, int.class);
    }

    /**
     * Defines the class. Nothing calls it before sockets are made to.
     *
     * @throws ReflectiveOperationException when this JDK differs from those it was made for
     */
    public static SocketHook define(Instrumentation instrumentation) throws ReflectiveOperationException, IOException {
        open(instrumentation);
        Class<?> neighbour = Class.forName(PACKAGE + ".Net", false, null);
        return new SocketHook(
                MethodHandles.privateLookupIn(neighbour, MethodHandles.lookup()).defineClass(bytes()));
    }

    /** Says what it asks; before any socket calls it. */
    public void connect(SocketCalls calls) throws ReflectiveOperationException {
        // One parameter: from the fourth on, newer JDKs put the call together at run time.
        Object[] all = {bind(calls), listen(calls), receive(calls), received(calls), closed(calls), ended(calls)};
        type.getMethod("install", Object[].class).invoke(null, (Object) all);
    }

    private static BiFunction<Integer, SocketAddress, Object> bind(SocketCalls calls) {
        return new BiFunction<>() {
            @Override
            public Object apply(Integer fd, SocketAddress address) {
                return calls.bind(fd, address);
            }
        };
    }

    private static IntBinaryOperator listen(SocketCalls calls) {
        return new IntBinaryOperator() {
            @Override
            public int applyAsInt(int fd, int backlog) {
                calls.listen(fd, backlog);
                return 0;
            }
        };
    }

    private static IntUnaryOperator receive(SocketCalls calls) {
        return new IntUnaryOperator() {
            @Override
            public int applyAsInt(int lane) {
                return calls.receive(lane);
            }
        };
    }

    private static IntConsumer received(SocketCalls calls) {
        return new IntConsumer() {
            @Override
            public void accept(int fd) {
                calls.received(fd);
            }
        };
    }

    private static IntConsumer closed(SocketCalls calls) {
        return new IntConsumer() {
            @Override
            public void accept(int fd) {
                calls.closed(fd);
            }
        };
    }

    private static IntConsumer ended(SocketCalls calls) {
        return new IntConsumer() {
            @Override
            public void accept(int fd) {
                calls.listenerClosed(fd);
            }
        };
    }

    private static void open(Instrumentation instrumentation) {
        Map<String, Set<Module>> toUs = Map.of(PACKAGE, Set.of(SocketHook.class.getModule()));
        instrumentation.redefineModule(Object.class.getModule(), Set.of(), toUs, toUs, Set.of(), Map.of());
    }

    private static byte[] bytes() throws IOException {
        try (InputStream in = SocketHook.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IOException(RESOURCE + ": missing from the agent's jar");
            }
            return in.readAllBytes();
        }
    }

    /** Puts another descriptor behind a number; dup2(2). */
    public void replace(int by, int fd) throws IOException {
        invokeIo(replace, by, fd);
    }

    /**
     * Waits until something can be read from a channel, or its other side has closed it; poll(2).
     *
     * @return the channel's descriptor, which it goes on to own, or below 0 when the time is over
     */
    public int awaitReadable(SocketChannel channel, int timeoutMs) throws IOException {
        return (int) invokeIo(awaitReadable, channel, timeoutMs);
    }

    private static Object invokeIo(Method method, Object... arguments) throws IOException {
        try {
            return method.invoke(null, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The descriptor is the worker's end of a lane from now on.
     *
     * @param local the address that the application knows it by
     * @param options the descriptor that the application's questions for options go to
     */
    public void markLane(int fd, SocketAddress local, int options) {
        invoke(lane, fd, local, options);
    }

    /** The descriptor is a listening socket of all workers from now on; for the rest see {@link #markLane}. */
    public void markShared(int fd, SocketAddress local, int options) {
        invoke(shared, fd, local, options);
    }

    /** The application gets no more connections from this descriptor. */
    public void markSilent(int fd) {
        invoke(silent, fd);
    }

    /** Returns the descriptors of the open connections. */
    public int[] connections() {
        return (int[]) invoke(connections);
    }

    private static Object invoke(Method method, Object... arguments) {
        try {
            return method.invoke(null, arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
