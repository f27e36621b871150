/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.instrument;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.net.SocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * The class {@code sun.nio.ch.DroverHook}, which sockets call, seen from the agent.
 *
 * <p>It and the two that it uses are defined into the JDK's own package by a lookup, and not appended to the bootstrap
 * class path, because that switches class-data sharing off.
 *
 * <p>Threading: safe from any thread.
 */
public final class SocketHook {
    static final String PACKAGE = "sun.nio.ch";
    static final String INTERNAL_NAME = "sun/nio/ch/DroverHook";
    private static final String FOLDER = "/META-INF/drover/";
    private static final String HOOK = "DroverHook.class";

    /** What it uses, to be defined before. */
    private static final List<String> ITS_OWN = List.of("DroverMarks.class", "DroverAddresses.class");

    private final BiFunction<String, Object[], Object> hook;

    private SocketHook(BiFunction<String, Object[], Object> hook) {
        this.hook = hook;
    }

    /**
     * Defines the classes. Nothing calls them before sockets are made to.
     *
     * @throws ReflectiveOperationException when this JDK differs from those it was made for
     */
    @SuppressWarnings("unchecked")
    public static SocketHook define(Instrumentation instrumentation) throws ReflectiveOperationException, IOException {
        open(instrumentation);
        Class<?> neighbour = Class.forName(PACKAGE + ".Net", false, null);
        MethodHandles.Lookup inside = MethodHandles.privateLookupIn(neighbour, MethodHandles.lookup());
        for (String file : ITS_OWN) {
            inside.defineClass(bytes(file));
        }
        Class<?> type = inside.defineClass(bytes(HOOK));
        return new SocketHook(
                (BiFunction<String, Object[], Object>) type.getConstructor().newInstance());
    }

    /** Says what it asks; before any socket calls it. */
    public void connect(SocketCalls calls) {
        HookCalls all = new HookCalls(calls);
        call("install", all, all, all, all);
    }

    private static void open(Instrumentation instrumentation) {
        Map<String, Set<Module>> toUs = Map.of(PACKAGE, Set.of(SocketHook.class.getModule()));
        instrumentation.redefineModule(Object.class.getModule(), Set.of(), Map.of(), toUs, Set.of(), Map.of());
    }

    private static byte[] bytes(String file) throws IOException {
        try (InputStream in = SocketHook.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IOException(FOLDER + file + ": missing from the agent's jar");
            }
            return in.readAllBytes();
        }
    }

    /** Puts another descriptor behind a number; dup2(2). */
    public void replace(int by, int fd) throws IOException {
        callIo("replace", by, fd);
    }

    /** Has calls on a descriptor wait, as the system's own do; fcntl(2). */
    public void block(int fd) throws IOException {
        callIo("block", fd);
    }

    /**
     * Waits until something can be read from a descriptor, or its other side has closed it; poll(2).
     *
     * @return false when the time is over
     */
    public boolean awaitReadable(int fd, int timeoutMs) throws IOException {
        return (boolean) callIo("awaitReadable", fd, timeoutMs);
    }

    private Object callIo(String method, Object... arguments) throws IOException {
        Object result = call(method, arguments);
        if (result instanceof IOException failure) {
            throw failure;
        }
        return result;
    }

    private Object call(String method, Object... arguments) {
        return hook.apply(method, arguments);
    }

    /**
     * The descriptor is the worker's end of a lane from now on.
     *
     * @param local the address that the application knows it by
     * @param options the descriptor that the application's questions for options go to
     */
    public void markLane(int fd, SocketAddress local, int options) {
        call("lane", fd, local, options);
    }

    /** The descriptor is a listening socket of all workers from now on; for the rest see {@link #markLane}. */
    public void markShared(int fd, SocketAddress local, int options) {
        call("shared", fd, local, options);
    }

    /** The application gets no more connections from this descriptor. */
    public void markSilent(int fd) {
        call("silent", fd);
    }

    /** Returns the descriptors of the open connections. */
    public int[] connections() {
        return (int[]) call("connections");
    }
}
