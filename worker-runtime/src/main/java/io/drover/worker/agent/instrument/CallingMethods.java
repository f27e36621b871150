/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.instrument;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;

/**
 * Which methods of a class may call some static methods, found without reading their code instruction by instruction:
 * what ASM need not look into it copies, and most of a class is that. Some may be named that only hold the same bytes.
 *
 * <p>Threading: confined to one thread.
 */
final class CallingMethods {
    private static final int METHOD_REFERENCE = 10;

    private final ClassReader reader;
    private final BitSet references = new BitSet();
    private final char[] buffer;
    private int at;

    private CallingMethods(ClassReader reader) {
        this.reader = reader;
        this.buffer = new char[reader.getMaxStringLength()];
    }

    /** Tells whether a call is one of those that are looked for. */
    interface Wanted {
        boolean isWanted(String owner, String name, String descriptor);
    }

    /** Returns the methods, each as its name and descriptor. */
    static Set<String> of(ClassReader reader, Wanted wanted) {
        CallingMethods found = new CallingMethods(reader);
        found.findReferences(wanted);
        return found.findMethods();
    }

    private void findReferences(Wanted wanted) {
        for (int i = 1; i < reader.getItemCount(); i++) {
            int item = reader.getItem(i);
            if (item == 0 || reader.readByte(item - 1) != METHOD_REFERENCE) {
                continue;
            }
            int called = reader.getItem(reader.readUnsignedShort(item + 2));
            String name = reader.readUTF8(called, buffer);
            if (wanted.isWanted(reader.readClass(item, buffer), name, reader.readUTF8(called + 2, buffer))) {
                references.set(i);
            }
        }
    }

    /** Goes through the class file; JVMS 4.1. */
    private Set<String> findMethods() {
        Set<String> methods = new HashSet<>();
        at = reader.header + 6;
        int interfaces = next();
        at += 2 * interfaces;
        for (int fields = next(); fields > 0; fields--) {
            at += 6;
            skipAttributes();
        }
        for (int count = next(); count > 0; count--) {
            String method = reader.readUTF8(at + 2, buffer) + reader.readUTF8(at + 4, buffer);
            at += 6;
            if (skipAttributes()) {
                methods.add(method);
            }
        }
        return methods;
    }

    private int next() {
        at += 2;
        return reader.readUnsignedShort(at - 2);
    }

    /** Returns whether one of the calls is among them. */
    private boolean skipAttributes() {
        boolean calls = false;
        for (int count = next(); count > 0; count--) {
            int end = at + 6 + reader.readInt(at + 2);
            for (int i = at + 6; i < end - 2; i++) {
                calls |= reader.readByte(i) == Opcodes.INVOKESTATIC && references.get(reader.readUnsignedShort(i + 1));
            }
            at = end;
        }
        return calls;
    }
}
