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
 * hook's methods have their names and parameters.
 *
 * <p>Threading: confined to the thread that starts the agent.
 */
public final class JdkSockets implements ClassFileTransformer {
    private static final String PACKAGE = "sun/nio/ch/";
    private static final String BIND = "bind";
    private static final String LISTEN = "listen";
    private static final String ACCEPT = "accept";
    private static final String LOCAL_ADDRESS = "localAddress";
    private static final String CLOSE = "close";
    private static final String PRE_CLOSE = "preClose";
    private static final String CONFIGURE_BLOCKING = "configureBlocking";

    private static final String NET = PACKAGE + "Net";
    private static final String IO_UTIL = PACKAGE + "IOUtil";
    private static final String DISPATCHER = PACKAGE + "NativeDispatcher";
    private static final String FILE_DESCRIPTOR = "Ljava/io/FileDescriptor;";
    private static final String NIO_SOCKET = PACKAGE + "NioSocketImpl";

    /** What has to be found in each class; where it is not, this JDK is another than the ones this was made for. */
    private static final Map<String, Set<String>> EXPECTED = Map.of(
            PACKAGE + "ServerSocketChannelImpl",
            Set.of(BIND, LISTEN, ACCEPT, LOCAL_ADDRESS, CONFIGURE_BLOCKING, PRE_CLOSE, CLOSE),
            NIO_SOCKET,
            Set.of(BIND, LISTEN, ACCEPT, LOCAL_ADDRESS, CONFIGURE_BLOCKING, PRE_CLOSE, CLOSE),
            PACKAGE + "SocketChannelImpl",
            Set.of(CLOSE),
            PACKAGE + "AsynchronousServerSocketChannelImpl",
            Set.of(BIND, LISTEN, LOCAL_ADDRESS),
            PACKAGE + "UnixAsynchronousServerSocketChannelImpl",
            Set.of(ACCEPT, CLOSE),
            PACKAGE + "UnixAsynchronousSocketChannelImpl",
            Set.of(CLOSE));

    private @Nullable String failure;

    private JdkSockets() {}

    /**
     * Transforms the classes.
     *
     * @return what is missing in this JDK, or null when all is done
     */
    public static @Nullable String transform(Instrumentation instrumentation) {
        JdkSockets transformer = new JdkSockets();
        instrumentation.addTransformer(transformer, true);
        try {
            instrumentation.retransformClasses(classes());
        } catch (ClassNotFoundException | UnmodifiableClassException | LinkageError e) {
            return e.toString();
        } finally {
            // One that stays would be asked about every class of the application.
            instrumentation.removeTransformer(transformer);
        }
        return transformer.failure;
    }

    private static Class<?>[] classes() throws ClassNotFoundException {
        Class<?>[] classes = new Class<?>[EXPECTED.size()];
        int count = 0;
        for (String name : EXPECTED.keySet()) {
            classes[count++] = Class.forName(name.replace('/', '.'), false, null);
        }
        return classes;
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            String name,
            @Nullable Class<?> type,
            @Nullable ProtectionDomain domain,
            byte[] original) {
        Set<String> expected = loader == null ? EXPECTED.get(name) : null;
        if (expected == null) {
            return null;
        }
        try {
            Set<String> found = new HashSet<>();
            ClassReader reader = new ClassReader(original);
            ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
            reader.accept(new Redirect(writer, name, found), 0);
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

    /** Exchanges the calls of one class. */
    private static final class Redirect extends ClassVisitor {
        private final String owner;
        private final Set<String> found;

        Redirect(ClassVisitor next, String owner, Set<String> found) {
            super(Opcodes.ASM9, next);
            this.owner = owner;
            this.found = found;
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            return new MethodVisitor(Opcodes.ASM9, super.visitMethod(access, name, descriptor, signature, exceptions)) {
                @Override
                public void visitMethodInsn(
                        int opcode, String target, String method, String parameters, boolean isInterface) {
                    if (target.equals(DISPATCHER) && method.equals(PRE_CLOSE)) {
                        found.add(method);
                        noticePreClose();
                    }
                    String exchanged = exchanged(target, method, parameters);
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

                /** The call's parameters, which are on the stack, differ from JDK to JDK. */
                private void noticePreClose() {
                    if (EXPECTED.getOrDefault(owner, Set.of()).contains(PRE_CLOSE)) {
                        super.visitVarInsn(Opcodes.ALOAD, 0);
                        super.visitFieldInsn(Opcodes.GETFIELD, owner, "fd", FILE_DESCRIPTOR);
                        super.visitMethodInsn(
                                Opcodes.INVOKESTATIC,
                                SocketHook.INTERNAL_NAME,
                                "preClosing",
                                "(" + FILE_DESCRIPTOR + ")V",
                                false);
                    }
                }
            };
        }

        /** Returns the parameters of the hook's method to be called instead, or null where the call stays. */
        private @Nullable String exchanged(String target, String method, String parameters) {
            if (target.equals(DISPATCHER) && method.equals(CLOSE)) {
                return "(L" + DISPATCHER + ";" + parameters.substring(1);
            }
            if (target.equals(IO_UTIL) && method.equals(CONFIGURE_BLOCKING)) {
                return parameters;
            }
            // Where only closing is expected, it is a connection or a client's socket: what it binds is its own.
            if (!target.equals(NET) || !EXPECTED.getOrDefault(owner, Set.of()).contains(method)) {
                return null;
            }
            return switch (method) {
                case LISTEN, ACCEPT, LOCAL_ADDRESS -> parameters;
                case BIND -> owner.equals(NIO_SOCKET) ? parameters.replace("I)V", "IZ)V") : parameters;
                default -> null;
            };
        }
    }
}
