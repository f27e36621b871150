/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Tells whether a file can be started with {@code java -jar}. */
public final class BackendJar {
    private BackendJar() {}

    /** Returns what a usable file would be where this one is not, or null where it is. */
    public static @Nullable String expectedInstead(Path path) {
        // Of one in a folder that is closed to this user, nobody knows whether it exists.
        if (Files.notExists(path)) {
            return "an existing jar file";
        }
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            return "a jar file that can be read";
        }
        try (JarFile jar = new JarFile(path.toFile())) {
            Manifest manifest = jar.getManifest();
            boolean runnable =
                    manifest != null && manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS) != null;
            return runnable ? null : "a jar file whose manifest names a Main-Class";
        } catch (ZipException e) {
            return "a jar file; this is not one: " + e.getMessage();
        } catch (IOException | SecurityException e) {
            return "a jar file that can be read: " + e.getMessage();
        }
    }
}
