/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.instrument;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The constant pool of a class file (JVMS 4.4): all that a class names, numbered from 1. Its code holds these numbers, so
 * who changes what stands behind one, or adds one at the end, leaves all code as it is.
 *
 * <p>Threading: confined to one thread.
 */
final class ConstantPool {
    private static final int UTF8 = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;
    private static final int CLASS = 7;
    private static final int METHOD = 10;
    private static final int NAME_AND_TYPE = 12;

    /** Bytes of an entry behind its tag, by the tag; of a Utf8, those of its length. */
    private static final byte[] LENGTHS = {0, 2, 0, 4, 4, 8, 8, 2, 2, 4, 4, 4, 4, 0, 0, 3, 2, 4, 4, 2, 2};

    private static final int COUNT_AT = 8;
    private static final int MOST_ENTRIES = 0xffff;

    private final byte[] bytes;

    /** Where each entry begins, at its tag; 0 for the numbers that there are none of. */
    private final int[] offsets;

    private final int end;
    private final ByteArrayOutputStream added = new ByteArrayOutputStream();
    private int next;

    private ConstantPool(byte[] bytes) {
        this.bytes = bytes;
        next = unsignedShort(COUNT_AT);
        offsets = new int[next];
        int at = COUNT_AT + 2;
        for (int i = 1; i < offsets.length; i++) {
            offsets[i] = at;
            int tag = bytes[at];
            if (tag < 0 || tag >= LENGTHS.length || LENGTHS[tag] == 0) {
                throw new IllegalStateException("constant pool: tag " + tag + " (expected: 1 to 20)");
            }
            at += 1 + LENGTHS[tag] + (tag == UTF8 ? unsignedShort(at + 1) : 0);
            if (tag == LONG || tag == DOUBLE) {
                // Takes two numbers (JVMS 4.4.5).
                i++;
            }
        }
        end = at;
    }

    /**
     * Reads that of a class file, which stays as it is.
     *
     * @throws IllegalStateException where it is of a format that is newer than this class
     */
    static ConstantPool of(byte[] classFile) {
        return new ConstantPool(classFile.clone());
    }

    /** Returns the number behind that of the last entry of the class file; what is added is not counted. */
    int count() {
        return offsets.length;
    }

    /** Returns where the rest of the class file begins. */
    int end() {
        return end;
    }

    /** Tells whether an entry of the class file is a method's (JVMS 4.4.2); one of an interface is not. */
    boolean isMethod(int index) {
        return isTagged(index, METHOD);
    }

    private boolean isTagged(int index, int tag) {
        return offsets[index] != 0 && bytes[offsets[index]] == tag;
    }

    /** Returns the number of a class, named as {@code java/lang/Object}; 0 where there is none of it. */
    int classNumber(String name) {
        for (int i = 1; i < offsets.length; i++) {
            if (isTagged(i, CLASS) && isText(first(i), name)) {
                return i;
            }
        }
        return 0;
    }

    /** As with {@link #utf8}, but without a string for each of hundreds of entries. */
    private boolean isText(int index, String ascii) {
        int at = offsets[index];
        int left = unsignedShort(at + 1);
        if (left != ascii.length()) {
            return false;
        }
        while (left > 0 && bytes[at + 2 + left] == ascii.charAt(left - 1)) {
            left--;
        }
        return left == 0;
    }

    /** Returns the number of the class that a method's entry names. */
    int owner(int method) {
        return first(method);
    }

    String name(int method) {
        return utf8(first(second(method)));
    }

    /** Has a method's entry name another class, by that one's number; its name and its descriptor stay. */
    void setOwner(int method, int type) {
        int at = offsets[method] + 1;
        bytes[at] = (byte) (type >>> 8);
        bytes[at + 1] = (byte) type;
    }

    /** Returns a string of the class file (JVMS 4.4.7); where it is not ASCII, something that is equal to no such string. */
    String utf8(int index) {
        int at = offsets[index];
        return new String(bytes, at + 3, unsignedShort(at + 1), StandardCharsets.ISO_8859_1);
    }

    private int first(int index) {
        return unsignedShort(offsets[index] + 1);
    }

    private int second(int index) {
        return unsignedShort(offsets[index] + 3);
    }

    private int unsignedShort(int at) {
        // Not by a ByteBuffer: this runs in the interpreter, where each of its ten calls counts.
        return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
    }

    /** Adds a class; returns its number. */
    int addClass(String name) {
        return add(CLASS, addUtf8(name));
    }

    /** Adds a method of a class that has been added; returns its number. */
    int addMethod(int type, String name, String descriptor) {
        int nameIndex = addUtf8(name);
        return add(METHOD, type, add(NAME_AND_TYPE, nameIndex, addUtf8(descriptor)));
    }

    private int addUtf8(String ascii) {
        int index = add(UTF8, ascii.length());
        added.writeBytes(ascii.getBytes(StandardCharsets.ISO_8859_1));
        return index;
    }

    private int add(int tag, int... shorts) {
        if (next == MOST_ENTRIES) {
            throw new IllegalStateException("constant pool: full");
        }
        added.write(tag);
        for (int each : shorts) {
            added.write(each >>> 8);
            added.write(each);
        }
        return next++;
    }

    /** Returns the class file with this pool, and with the rest that it has. */
    byte[] toClassFile() {
        return toClassFile(ByteBuffer.wrap(bytes, end, bytes.length - end));
    }

    /** Returns the class file with this pool and another rest. */
    byte[] toClassFile(ByteBuffer rest) {
        return ByteBuffer.allocate(end + added.size() + rest.remaining())
                .put(bytes, 0, end)
                .put(added.toByteArray())
                .put(rest)
                .putShort(COUNT_AT, (short) next)
                .array();
    }
}
