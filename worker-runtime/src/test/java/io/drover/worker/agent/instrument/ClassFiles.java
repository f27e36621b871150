/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.instrument;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Class files as javac, or the JDK's own, made them. */
final class ClassFiles {
    private ClassFiles() {}

    static byte[] of(Class<?> type) throws IOException {
        return read("/" + type.getName().replace('.', '/') + ".class");
    }

    /** Reads one of the JDK's base module, as {@code java/lang/Object}. */
    static byte[] ofJdk(String name) throws IOException {
        return read("/" + name + ".class");
    }

    private static byte[] read(String resource) throws IOException {
        try (InputStream in = Objects.requireNonNull(ClassFiles.class.getResourceAsStream(resource), resource)) {
            return in.readAllBytes();
        }
    }

    static String internalName(Class<?> type) {
        return type.getName().replace('.', '/');
    }

    /** Loads a changed class, which the JVM verifies; all others are the test's own. */
    static Class<?> load(Class<?> original, byte[] changed) throws ClassNotFoundException {
        ClassLoader loader = new ClassLoader(original.getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                return name.equals(original.getName())
                        ? defineClass(name, changed, 0, changed.length)
                        : super.loadClass(name, resolve);
            }
        };
        return Class.forName(original.getName(), true, loader);
    }
}
