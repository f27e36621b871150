/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder with copies of classes, for processes that can't or must not see the class path of the tests. */
public final class ClassFolder {
    private ClassFolder() {}

    /** Copies the class into a folder, in the folders of its package, and returns the folder. */
    public static Path write(Path folder, Class<?> type) {
        String resource = "/" + type.getName().replace('.', '/') + ".class";
        Path file = folder.resolve(resource.substring(1));
        try (InputStream in = type.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("class: " + type + " (expected: one of the tests)");
            }
            Files.createDirectories(file.getParent());
            Files.copy(in, file);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
