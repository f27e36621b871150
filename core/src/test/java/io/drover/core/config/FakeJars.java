/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.config;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Jar files as users have them. */
final class FakeJars {
    private FakeJars() {}

    /** Writes a jar that {@code java -jar} would take. */
    static Path runnable(Path file) throws IOException {
        Manifest manifest = manifest();
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "com.example.App");
        return write(file, manifest);
    }

    /** Writes a jar with a manifest that names no Main-Class. */
    static Path library(Path file) throws IOException {
        return write(file, manifest());
    }

    /** Writes a jar without any manifest. */
    static Path withoutManifest(Path file) throws IOException {
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
            jar.putNextEntry(new JarEntry("readme.txt"));
        }
        return file;
    }

    /** Writes a jar with all files of a folder. */
    static Path ofFolder(Path file, Path folder) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out);
                var entries = Files.walk(folder)) {
            for (Path entry : entries.filter(Files::isRegularFile).toList()) {
                jar.putNextEntry(new JarEntry(folder.relativize(entry).toString()));
                Files.copy(entry, jar);
            }
        }
        return file;
    }

    private static Manifest manifest() {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        return manifest;
    }

    private static Path write(Path file, Manifest manifest) throws IOException {
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            jar.finish();
        }
        return file;
    }
}
