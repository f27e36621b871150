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

    private SocketHook(Class<?> hook) throws NoSuchMethodException {
        type = hook;
        replace = hook.getMethod("replace", int.class, int.class);
        lane = hook.getMethod("lane", int.class, InetSocketAddress.class);
        shared = hook.getMethod("shared", int.class, InetSocketAddress.class);
        silent = hook.getMethod("silent", int.class);
        connections = hook.getMethod("connections");
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
        type.getMethod(
                        "install",
                        BiFunction.class,
                        IntBinaryOperator.class,
                        IntUnaryOperator.class,
                        IntConsumer.class,
                        IntConsumer.class,
                        IntConsumer.class)
                .invoke(
                        null,
                        calls.bind(),
                        calls.listen(),
                        calls.receive(),
                        calls.received(),
                        calls.closed(),
                        calls.listenerClosed());
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
        try {
            replace.invoke(null, by, fd);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The descriptor is the worker's end of a lane from now on, and known to the application by an address. */
    public void markLane(int fd, SocketAddress local) {
        invoke(lane, fd, local);
    }

    /** The descriptor is a listening socket of all workers from now on, and known to the application by an address. */
    public void markShared(int fd, SocketAddress local) {
        invoke(shared, fd, local);
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
