/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.instrument;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Makes the sockets of Netty's native transport call {@link SocketHook}: every copy that the application loads, of any
 * 4.x version and under any package that it was moved to.
 *
 * <p>It stays registered, which slows the loading of every class a little, so it is only used where the application has
 * such classes.
 *
 * <p>Threading: safe from any thread.
 */
public final class NettySockets implements ClassFileTransformer {
    private static final String SOCKET = "/channel/unix/Socket";
    private static final String FILE_DESCRIPTOR = "/channel/unix/FileDescriptor";
    private static final String ACCEPT = "accept";
    private static final String ACCEPT_PARAMETERS = "(I[B)I";
    private static final String LOCAL_ADDRESS = "localAddress";
    private static final String LOCAL_ADDRESS_PARAMETERS = "(I)[B";
    private static final String OURS = "drover$";

    private final Instrumentation instrumentation;
    private final ClassLoader own;

    private NettySockets(Instrumentation instrumentation, ClassLoader own) {
        this.instrumentation = instrumentation;
        this.own = own;
    }

    /** Begins to transform the classes that are loaded from now on. */
    public static void transformFromNowOn(Instrumentation instrumentation) {
        instrumentation.addTransformer(new NettySockets(instrumentation, NettySockets.class.getClassLoader()));
    }

    @Override
    public byte @Nullable [] transform(
            Module module,
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> type,
            @Nullable ProtectionDomain domain,
            byte[] original) {
        if (name == null || loader == own || !(name.endsWith(SOCKET) || name.endsWith(FILE_DESCRIPTOR))) {
            return null;
        }
        try {
            letCallHook(module);
            ClassReader reader = new ClassReader(original);
            ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
            reader.accept(name.endsWith(SOCKET) ? new SocketRedirect(writer, name) : new CloseNotice(writer, name), 0);
            return writer.toByteArray();
        } catch (RuntimeException e) {
            System.err.println("drover: " + name + " is left as it is: " + e);
            return null;
        }
    }

    private void letCallHook(Module module) {
        instrumentation.redefineModule(
                Object.class.getModule(),
                Set.of(),
                Map.of(SocketHook.PACKAGE, Set.of(module)),
                Map.of(),
                Set.of(),
                Map.of());
    }

    /** {@code Socket}: asks before bind and listen, and around the native accept and localAddress. */
    private static final class SocketRedirect extends ClassVisitor {
        private final String owner;

        SocketRedirect(ClassVisitor next, String owner) {
            super(Opcodes.ASM9, next);
            this.owner = owner;
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
            if (name.equals("bind") && descriptor.equals("(Ljava/net/SocketAddress;)V")) {
                return new AskFirst(next, owner, "nettyBind", Opcodes.ALOAD, "(ILjava/net/SocketAddress;)Z");
            }
            if (name.equals("listen") && descriptor.equals("(I)V")) {
                return new AskFirst(next, owner, "nettyListen", Opcodes.ILOAD, "(II)Z");
            }
            return new ThroughOurs(next, owner);
        }

        @Override
        public void visitEnd() {
            addAccept();
            addLocalAddress();
            super.visitEnd();
        }

        private void addAccept() {
            MethodVisitor code = added(ACCEPT, ACCEPT_PARAMETERS);
            code.visitVarInsn(Opcodes.ILOAD, 0);
            code.visitVarInsn(Opcodes.ALOAD, 1);
            code.visitMethodInsn(Opcodes.INVOKESTATIC, SocketHook.INTERNAL_NAME, "nettyAccept", "(I[B)I", false);
            code.visitInsn(Opcodes.DUP);
            code.visitLdcInsn(Integer.MIN_VALUE);
            Label natively = new Label();
            code.visitJumpInsn(Opcodes.IF_ICMPEQ, natively);
            code.visitInsn(Opcodes.IRETURN);
            code.visitLabel(natively);
            code.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {Opcodes.INTEGER});
            code.visitInsn(Opcodes.POP);
            code.visitVarInsn(Opcodes.ILOAD, 0);
            code.visitInsn(Opcodes.DUP);
            code.visitVarInsn(Opcodes.ALOAD, 1);
            code.visitMethodInsn(Opcodes.INVOKESTATIC, owner, ACCEPT, ACCEPT_PARAMETERS, false);
            code.visitMethodInsn(Opcodes.INVOKESTATIC, SocketHook.INTERNAL_NAME, "nettyAccepted", "(II)I", false);
            code.visitInsn(Opcodes.IRETURN);
            code.visitMaxs(0, 0);
            code.visitEnd();
        }

        private void addLocalAddress() {
            MethodVisitor code = added(LOCAL_ADDRESS, LOCAL_ADDRESS_PARAMETERS);
            code.visitVarInsn(Opcodes.ILOAD, 0);
            code.visitMethodInsn(Opcodes.INVOKESTATIC, SocketHook.INTERNAL_NAME, "nettyLocalAddress", "(I)[B", false);
            code.visitInsn(Opcodes.DUP);
            Label natively = new Label();
            code.visitJumpInsn(Opcodes.IFNULL, natively);
            code.visitInsn(Opcodes.ARETURN);
            code.visitLabel(natively);
            code.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {"[B"});
            code.visitInsn(Opcodes.POP);
            code.visitVarInsn(Opcodes.ILOAD, 0);
            code.visitMethodInsn(Opcodes.INVOKESTATIC, owner, LOCAL_ADDRESS, LOCAL_ADDRESS_PARAMETERS, false);
            code.visitInsn(Opcodes.ARETURN);
            code.visitMaxs(0, 0);
            code.visitEnd();
        }

        private MethodVisitor added(String name, String parameters) {
            int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
            MethodVisitor code = super.visitMethod(access, OURS + name, parameters, null, null);
            code.visitCode();
            return code;
        }
    }

    /** Returns at once from a method of one parameter where the hook has done its work. */
    private static final class AskFirst extends MethodVisitor {
        private final String owner;
        private final String hookMethod;
        private final int loadParameter;
        private final String parameters;

        AskFirst(MethodVisitor next, String owner, String hookMethod, int loadParameter, String parameters) {
            super(Opcodes.ASM9, next);
            this.owner = owner;
            this.hookMethod = hookMethod;
            this.loadParameter = loadParameter;
            this.parameters = parameters;
        }

        @Override
        public void visitCode() {
            super.visitCode();
            super.visitVarInsn(Opcodes.ALOAD, 0);
            super.visitMethodInsn(Opcodes.INVOKEVIRTUAL, owner, "intValue", "()I", false);
            super.visitVarInsn(loadParameter, 1);
            super.visitMethodInsn(Opcodes.INVOKESTATIC, SocketHook.INTERNAL_NAME, hookMethod, parameters, false);
            Label natively = new Label();
            super.visitJumpInsn(Opcodes.IFEQ, natively);
            super.visitInsn(Opcodes.RETURN);
            super.visitLabel(natively);
            super.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
            // The method may begin with a frame of its own, and there can't be two in one place.
            super.visitInsn(Opcodes.NOP);
        }
    }

    /** Has the native methods called through the ones added beside them. */
    private static final class ThroughOurs extends MethodVisitor {
        private final String owner;

        ThroughOurs(MethodVisitor next, String owner) {
            super(Opcodes.ASM9, next);
            this.owner = owner;
        }

        @Override
        public void visitMethodInsn(int opcode, String target, String name, String parameters, boolean isInterface) {
            boolean isOurs = target.equals(owner)
                    && ((name.equals(ACCEPT) && parameters.equals(ACCEPT_PARAMETERS))
                            || (name.equals(LOCAL_ADDRESS) && parameters.equals(LOCAL_ADDRESS_PARAMETERS)));
            super.visitMethodInsn(opcode, target, isOurs ? OURS + name : name, parameters, isInterface);
        }
    }

    /** {@code FileDescriptor}: says so before the native close. */
    private static final class CloseNotice extends ClassVisitor {
        private final String owner;

        CloseNotice(ClassVisitor next, String owner) {
            super(Opcodes.ASM9, next);
            this.owner = owner;
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
                    if (target.equals(owner) && method.equals("close") && parameters.equals("(I)I")) {
                        super.visitInsn(Opcodes.DUP);
                        super.visitMethodInsn(
                                Opcodes.INVOKESTATIC, SocketHook.INTERNAL_NAME, "nettyClosing", "(I)V", false);
                    }
                    super.visitMethodInsn(opcode, target, method, parameters, isInterface);
                }
            };
        }
    }
}
