/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.instrument;

import java.nio.ByteBuffer;

/**
 * Has methods of a class begin with a call that is given their first parameter. The two instructions are four bytes long,
 * so whatever is aligned in a method's code stays so (JVMS 6.5, tableswitch); jumps are relative, and what names places in
 * the code is moved.
 *
 * <p>Threading: confined to one thread.
 */
final class CallAtStart {
    private static final byte ALOAD_1 = 0x2b;
    private static final byte INVOKESTATIC = (byte) 0xb8;
    private static final int ADDED_BYTES = 4;
    private static final int STATIC = 0x0008;

    /** A member without its attributes: access, name, descriptor; JVMS 4.5, 4.6. */
    private static final int MEMBER_BYTES = 6;

    private static final int ATTRIBUTE_HEADER_BYTES = 6;
    private static final int LINE_BYTES = 4;
    private static final int VARIABLE_BYTES = 10;

    private final ConstantPool constants;
    private final Wanted wanted;
    private final ByteBuffer in;
    private final ByteBuffer out;

    private CallAtStart(byte[] original, ConstantPool constants, Wanted wanted) {
        this.constants = constants;
        this.wanted = wanted;
        this.in = ByteBuffer.wrap(original).position(constants.end());
        // No method is as short as what is added to it.
        this.out = ByteBuffer.allocate(2 * original.length);
    }

    /** Says what a method begins with. */
    interface Wanted {
        /**
         * Tells for a method that is not static.
         *
         * @return the number of the static method to be called, in the constant pool, or 0 for none
         */
        int callIn(String name, String descriptor);
    }

    /**
     * Returns the class file with the calls in it.
     *
     * @param constants its constant pool, to which the methods to be called have been added, or are meanwhile
     * @throws RuntimeException where it can't be done
     */
    static byte[] insert(byte[] original, ConstantPool constants, Wanted wanted) {
        CallAtStart calls = new CallAtStart(original, constants, wanted);
        calls.copyClass();
        return constants.toClassFile(calls.out.flip());
    }

    /** The class file from behind its constant pool; JVMS 4.1. */
    private void copyClass() {
        copy(3 * Short.BYTES);
        for (int interfaces = copyShort(); interfaces > 0; interfaces--) {
            copyShort();
        }
        for (int fields = copyShort(); fields > 0; fields--) {
            copy(MEMBER_BYTES);
            copyAttributes();
        }
        for (int methods = copyShort(); methods > 0; methods--) {
            copyMethod();
        }
        copyAttributes();
    }

    private void copyMethod() {
        int at = in.position();
        boolean isStatic = (in.getShort(at) & STATIC) != 0;
        String name = constants.utf8(in.getShort(at + 2) & 0xffff);
        String descriptor = constants.utf8(in.getShort(at + 4) & 0xffff);
        int call = isStatic ? 0 : wanted.callIn(name, descriptor);
        copy(MEMBER_BYTES);
        for (int attributes = copyShort(); attributes > 0; attributes--) {
            if (call != 0 && nextIs("Code")) {
                copyCode(call);
            } else {
                copyAttribute();
            }
        }
    }

    private void copyAttributes() {
        for (int attributes = copyShort(); attributes > 0; attributes--) {
            copyAttribute();
        }
    }

    /** JVMS 4.7. */
    private void copyAttribute() {
        copyShort();
        copy(copyInt());
    }

    private boolean nextIs(String attribute) {
        return constants.utf8(in.getShort(in.position()) & 0xffff).equals(attribute);
    }

    /** JVMS 4.7.3. */
    private void copyCode(int call) {
        copyShort();
        out.putInt(in.getInt() + ADDED_BYTES);
        out.putShort((short) Math.max(1, in.getShort()));
        copyShort();
        int length = in.getInt();
        out.putInt(length + ADDED_BYTES);
        out.put(ALOAD_1).put(INVOKESTATIC).putShort((short) call);
        copy(length);
        for (int handlers = copyShort(); handlers > 0; handlers--) {
            moveShort();
            moveShort();
            moveShort();
            copyShort();
        }
        for (int attributes = copyShort(); attributes > 0; attributes--) {
            copyCodeAttribute();
        }
    }

    private void copyCodeAttribute() {
        switch (constants.utf8(in.getShort(in.position()) & 0xffff)) {
            case "StackMapTable" -> {
                int start = out.position() + ATTRIBUTE_HEADER_BYTES;
                copyAttribute();
                new StackMap(out.duplicate().flip().position(start)).move(ADDED_BYTES);
            }
            case "LineNumberTable" -> copyTable(LINE_BYTES);
            case "LocalVariableTable", "LocalVariableTypeTable" -> copyTable(VARIABLE_BYTES);
            default -> copyAttribute();
        }
    }

    /** A table of what is at places in the code, each entry beginning with its place; JVMS 4.7.12 to 4.7.14. */
    private void copyTable(int entryBytes) {
        copyShort();
        copyInt();
        for (int entries = copyShort(); entries > 0; entries--) {
            moveShort();
            copy(entryBytes - Short.BYTES);
        }
    }

    private void moveShort() {
        out.putShort((short) (in.getShort() + ADDED_BYTES));
    }

    private int copyShort() {
        short value = in.getShort();
        out.putShort(value);
        return value & 0xffff;
    }

    private int copyInt() {
        int value = in.getInt();
        out.putInt(value);
        return value;
    }

    private void copy(int bytes) {
        out.put(in.array(), in.position(), bytes);
        in.position(in.position() + bytes);
    }
}
