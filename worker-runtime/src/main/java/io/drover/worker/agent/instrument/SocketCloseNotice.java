/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.instrument;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Makes the dispatcher that all sockets share tell the hook before it closes one, whoever asks for it.
 *
 * <p>Threading: confined to the thread that starts the agent.
 */
final class SocketCloseNotice extends ClassVisitor {
    static final String CLOSE = "close";
    static final String PRE_CLOSE = "preClose";
    private static final String DO_PRE_CLOSE = "implPreClose";
    private static final String FILE_DESCRIPTOR = "Ljava/io/FileDescriptor;";

    private final Set<String> found;

    SocketCloseNotice(ClassVisitor next, Set<String> found) {
        super(Opcodes.ASM9, next);
        this.found = found;
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
        // The other parameters differ from JDK to JDK, and so does which of two methods does the work.
        boolean isOfSocket = (access & Opcodes.ACC_STATIC) == 0 && descriptor.startsWith("(" + FILE_DESCRIPTOR);
        if (isOfSocket && name.equals(CLOSE)) {
            found.add(CLOSE);
            return new Notice(next, "closing");
        }
        if (isOfSocket && (name.equals(PRE_CLOSE) || name.equals(DO_PRE_CLOSE))) {
            found.add(PRE_CLOSE);
            return new Notice(next, "preClosing");
        }
        return next;
    }

    /** Begins a method by telling the hook. */
    private static final class Notice extends OneMoreOnStack {
        private final String hookMethod;

        Notice(MethodVisitor next, String hookMethod) {
            super(next);
            this.hookMethod = hookMethod;
        }

        @Override
        public void visitCode() {
            super.visitCode();
            super.visitVarInsn(Opcodes.ALOAD, 1);
            super.visitMethodInsn(
                    Opcodes.INVOKESTATIC, SocketHook.INTERNAL_NAME, hookMethod, "(" + FILE_DESCRIPTOR + ")V", false);
        }
    }
}
