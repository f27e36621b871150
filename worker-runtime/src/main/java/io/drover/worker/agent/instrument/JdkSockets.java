/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.instrument;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the JDK's sockets call {@link SocketHook} where they called the system: the calls are exchanged one for one, the
 * hook's methods have their names and parameters. Closing is told of where it is done.
 *
 * <p>The class files are changed without a library: an application's start waits for that, and would wait for the
 * library's own classes first.
 *
 * <p>Threading: confined to the thread that starts the agent.
 */
public final class JdkSockets implements ClassFileTransformer {
    private static final String PACKAGE = "sun/nio/ch/";
    private static final String BIND = "bind";
    private static final String LISTEN = "listen";
    private static final String ACCEPT = "accept";
    private static final String LOCAL_ADDRESS = "localAddress";
    private static final String GET_OPTION = "getSocketOption";
    private static final String SET_OPTION = "setSocketOption";
    private static final String SET_IP_OPTION = "setIpSocketOption";
    private static final String CONFIGURE_BLOCKING = "configureBlocking";

    private static final CallRedirection TO_HOOK = new CallRedirection(Map.of(
            PACKAGE + "Net",
            Set.of(BIND, LISTEN, ACCEPT, LOCAL_ADDRESS, GET_OPTION, SET_OPTION, SET_IP_OPTION),
            PACKAGE + "IOUtil",
            Set.of(CONFIGURE_BLOCKING)));

    private static final String ANY_DISPATCHER = PACKAGE + "NativeDispatcher";
    private static final String DISPATCHER = PACKAGE + "SocketDispatcher";
    private static final String NIO_SOCKET = PACKAGE + "NioSocketImpl";

    /** What has to be found in each class; where it is not, this JDK is another than the ones this was made for. */
    private static final Map<String, Set<String>> EXPECTED = Map.of(
            PACKAGE + "ServerSocketChannelImpl",
            Set.of(BIND, LISTEN, ACCEPT, LOCAL_ADDRESS, CONFIGURE_BLOCKING, GET_OPTION, SET_OPTION),
            NIO_SOCKET,
            Set.of(BIND, LISTEN, ACCEPT, LOCAL_ADDRESS, CONFIGURE_BLOCKING, GET_OPTION, SET_OPTION),
            PACKAGE + "AsynchronousServerSocketChannelImpl",
            Set.of(BIND, LISTEN, LOCAL_ADDRESS, GET_OPTION, SET_OPTION),
            PACKAGE + "UnixAsynchronousServerSocketChannelImpl",
            Set.of(ACCEPT),
            DISPATCHER,
            Set.of(SocketCloseNotice.CLOSE, SocketCloseNotice.PRE_CLOSE));

    /** Where closing is found in this JDK: sockets have it of their own, or from what they share with other files. */
    private final String dispatcher;

    private @Nullable String failure;

    /**
     * Changes the classes that it is asked about.
     *
     * @param dispatcher where closing is found, as {@code java/lang/Object}
     */
    JdkSockets(String dispatcher) {
        this.dispatcher = dispatcher;
    }

    /**
     * Transforms the classes.
     *
     * @return what is missing in this JDK, or null when all is done
     */
    public static @Nullable String transform(Instrumentation instrumentation) {
        try {
            Class<?> dispatcher = dispatcher();
            JdkSockets transformer = new JdkSockets(dispatcher.getName().replace('.', '/'));
            instrumentation.addTransformer(transformer, true);
            try {
                instrumentation.retransformClasses(classes(dispatcher));
            } finally {
                // One that stays would be asked about every class of the application.
                instrumentation.removeTransformer(transformer);
            }
            return transformer.failure();
        } catch (ClassNotFoundException | UnmodifiableClassException | LinkageError e) {
            return e.toString();
        }
    }

    /** Returns what was missing in the last class that lacked something, or null. */
    @Nullable
    String failure() {
        return failure;
    }

    private static Class<?> dispatcher() throws ClassNotFoundException {
        Class<?> type = named(DISPATCHER);
        Class<?> shared = type.getSuperclass();
        return shared == null || shared == named(ANY_DISPATCHER) ? type : shared;
    }

    private static Class<?>[] classes(Class<?> dispatcher) throws ClassNotFoundException {
        Class<?>[] classes = new Class<?>[EXPECTED.size()];
        int count = 0;
        for (String name : EXPECTED.keySet()) {
            classes[count++] = name.equals(DISPATCHER) ? dispatcher : named(name);
        }
        return classes;
    }

    private static Class<?> named(String name) throws ClassNotFoundException {
        return Class.forName(name.replace('/', '.'), false, null);
    }

    private @Nullable Set<String> expected(String name) {
        return EXPECTED.get(name.equals(dispatcher) ? DISPATCHER : name);
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            String name,
            @Nullable Class<?> type,
            @Nullable ProtectionDomain domain,
            byte[] original) {
        Set<String> expected = loader == null ? expected(name) : null;
        if (expected == null) {
            return null;
        }
        try {
            ConstantPool constants = ConstantPool.of(original);
            int hook = constants.addClass(SocketHook.INTERNAL_NAME);
            Set<String> found = new HashSet<>();
            byte[] changed = name.equals(dispatcher)
                    ? CallAtStart.insert(original, constants, new SocketCloseNotice(constants, hook, found))
                    : redirected(constants, hook, found);
            if (!found.containsAll(expected)) {
                failure = name + " calls " + found + " (expected: " + expected + ")";
                return null;
            }
            return changed;
        } catch (RuntimeException e) {
            // The JVM would swallow it.
            failure = name + ": " + e;
            return null;
        }
    }

    private static byte[] redirected(ConstantPool constants, int hook, Set<String> found) {
        found.addAll(TO_HOOK.apply(constants, hook));
        return constants.toClassFile();
    }
}
