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
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Makes the JDK's sockets call {@link SocketHook} where they called the system: the calls are exchanged one for one, the
 * hook's methods have their names and parameters. Closing is told of where it is done.
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
    private static final String CONFIGURE_BLOCKING = "configureBlocking";

    private static final String NET = PACKAGE + "Net";
    private static final String IO_UTIL = PACKAGE + "IOUtil";
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

    private JdkSockets(String dispatcher) {
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
            return transformer.failure;
        } catch (ClassNotFoundException | UnmodifiableClassException | LinkageError e) {
            return e.toString();
        }
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
            Set<String> found = new HashSet<>();
            ClassReader reader = new ClassReader(original);
            ClassWriter writer = new ClassWriter(reader, 0);
            reader.accept(
                    name.equals(dispatcher)
                            ? new SocketCloseNotice(writer, found)
                            : new Redirect(writer, name, found, CallingMethods.of(reader, wantedIn(name))),
                    0);
            if (!found.containsAll(expected)) {
                failure = name + " calls " + found + " (expected: " + expected + ")";
                return null;
            }
            return writer.toByteArray();
        } catch (RuntimeException e) {
            // The JVM would swallow it.
            failure = name + ": " + e;
            return null;
        }
    }

    private static CallingMethods.Wanted wantedIn(String caller) {
        return new CallingMethods.Wanted() {
            @Override
            public boolean isWanted(String owner, String name, String descriptor) {
                return exchanged(caller, owner, name, descriptor) != null;
            }
        };
    }

    /** Returns the parameters of the hook's method to be called instead, or null where the call stays. */
    private static @Nullable String exchanged(String caller, String target, String method, String parameters) {
        if (target.equals(IO_UTIL) && method.equals(CONFIGURE_BLOCKING)) {
            return parameters;
        }
        if (!target.equals(NET)) {
            return null;
        }
        return switch (method) {
            case LISTEN, ACCEPT, LOCAL_ADDRESS, GET_OPTION, SET_OPTION -> parameters;
            case BIND -> caller.equals(NIO_SOCKET) ? parameters.replace("I)V", "IZ)V") : parameters;
            default -> null;
        };
    }

    /** Exchanges the calls of one class. */
    private static final class Redirect extends ClassVisitor {
        private final String owner;
        private final Set<String> found;
        private final Set<String> calling;

        Redirect(ClassVisitor next, String owner, Set<String> found, Set<String> calling) {
            super(Opcodes.ASM9, next);
            this.owner = owner;
            this.found = found;
            this.calling = calling;
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
            if (!calling.contains(name + descriptor)) {
                return next;
            }
            return new OneMoreOnStack(next) {
                @Override
                public void visitMethodInsn(
                        int opcode, String target, String method, String parameters, boolean isInterface) {
                    String exchanged = exchanged(owner, target, method, parameters);
                    if (exchanged == null) {
                        super.visitMethodInsn(opcode, target, method, parameters, isInterface);
                        return;
                    }
                    found.add(method);
                    if (method.equals(BIND) && owner.equals(NIO_SOCKET)) {
                        super.visitVarInsn(Opcodes.ALOAD, 0);
                        super.visitFieldInsn(Opcodes.GETFIELD, NIO_SOCKET, "server", "Z");
                    }
                    super.visitMethodInsn(Opcodes.INVOKESTATIC, SocketHook.INTERNAL_NAME, method, exchanged, false);
                }
            };
        }
    }
}
