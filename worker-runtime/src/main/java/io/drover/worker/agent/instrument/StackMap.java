/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.instrument;

import java.nio.ByteBuffer;

/**
 * A method's StackMapTable (JVMS 4.7.4), by which the JVM verifies its code: what the stack and the variables hold at the
 * targets of jumps.
 *
 * <p>Threading: confined to one thread.
 */
final class StackMap {
    /** Kinds of frames, each the last of its range. */
    private static final int SAME = 63;

    private static final int SAME_WITH_ONE_ON_STACK = 127;
    private static final int SAME_WITH_ONE_ON_STACK_EXTENDED = 247;
    private static final int SAME_EXTENDED = 251;
    private static final int APPEND = 254;

    /** Kinds of values with more behind them: a class, and an object that is not initialized yet. */
    private static final int OBJECT = 7;

    private static final int UNINITIALIZED = 8;

    private final ByteBuffer table;

    /** Takes one, from its count of frames on. */
    StackMap(ByteBuffer table) {
        this.table = table;
    }

    /**
     * Moves all that it says by some bytes of code, in its place.
     *
     * @throws IllegalStateException where there is no room for that
     */
    void move(int bytes) {
        int frames = table.getShort() & 0xffff;
        if (frames > 0) {
            // All others count from the one before.
            moveFrame(bytes);
        }
        for (int i = 0; i < frames; i++) {
            moveNew(bytes);
        }
    }

    private void moveFrame(int bytes) {
        int at = table.position();
        int kind = table.get(at) & 0xff;
        if (kind > SAME_WITH_ONE_ON_STACK) {
            table.putShort(at + 1, (short) (table.getShort(at + 1) + bytes));
            return;
        }
        if ((kind & SAME) + bytes > SAME) {
            throw new IllegalStateException("stack map: its first frame can't be moved");
        }
        table.put(at, (byte) (kind + bytes));
    }

    /** What is not initialized is told by the place of its instruction. */
    private void moveNew(int bytes) {
        int kind = table.get() & 0xff;
        if (kind > SAME_WITH_ONE_ON_STACK) {
            table.getShort();
        }
        if (kind <= SAME) {
            return;
        }
        if (kind <= SAME_WITH_ONE_ON_STACK_EXTENDED) {
            moveValues(1, bytes);
        } else if (kind > APPEND) {
            moveValues(table.getShort() & 0xffff, bytes);
            moveValues(table.getShort() & 0xffff, bytes);
        } else {
            moveValues(Math.max(0, kind - SAME_EXTENDED), bytes);
        }
    }

    private void moveValues(int count, int bytes) {
        for (int i = 0; i < count; i++) {
            int kind = table.get();
            if (kind == OBJECT) {
                table.getShort();
            } else if (kind == UNINITIALIZED) {
                int at = table.position();
                table.putShort((short) (table.getShort(at) + bytes));
            }
        }
    }
}
