/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.instrument;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** A method that is changed may need one place more; to have it computed would take a good part of a start. */
abstract class OneMoreOnStack extends MethodVisitor {
    OneMoreOnStack(MethodVisitor next) {
        super(Opcodes.ASM9, next);
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
        super.visitMaxs(maxStack + 1, maxLocals);
    }
}
