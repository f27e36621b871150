/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.image;

import java.io.IOException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** What the manifest of an application's jar says. */
final class AppJar {
    private AppJar() {}

    /**
     * Returns the files and folders that the jar needs beside it. Entries that lead nowhere are left out: the JVM
     * ignores them too, and build tools leave such entries in jars that carry everything inside.
     *
     * @throws IOException when no JVM could run it
     */
    static List<Path> neighbours(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            Attributes main = manifest == null ? new Attributes() : manifest.getMainAttributes();
            if (main.getValue(Attributes.Name.MAIN_CLASS) == null) {
                throw new IOException(jar + ": no Main-Class (expected: a jar file whose manifest names one)");
            }
            String classPath = main.getValue(Attributes.Name.CLASS_PATH);
            return classPath == null ? List.of() : existing(jar, classPath);
        } catch (SecurityException e) {
            throw new IOException(jar + ": " + e.getMessage(), e);
        }
    }

    /** See the JAR file specification, attribute Class-Path: URLs relative to the jar. */
    private static List<Path> existing(Path jar, String classPath) {
        List<Path> found = new ArrayList<>();
        for (String entry : classPath.trim().split("\\s+", -1)) {
            try {
                Path path = Path.of(jar.toAbsolutePath().toUri().resolve(entry));
                if (Files.exists(path)) {
                    found.add(path);
                }
            } catch (IllegalArgumentException | FileSystemNotFoundException e) {
                // Not a file: URL, which the JVM ignores as well.
            }
        }
        return found;
    }
}
