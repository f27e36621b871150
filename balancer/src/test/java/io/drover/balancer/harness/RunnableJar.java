/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.harness;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.Deflater;

/** Makes jars that {@code java -jar} can start, out of what is on the class path of the tests. */
public final class RunnableJar {
    /**
     * The tests themselves, the worker runtime and what it needs; no logging, which would print. Of Netty no more than
     * that: every JVM of every test opens these jars.
     */
    private static final Pattern NEEDED =
            Pattern.compile("test-classes$|/drover-(core|worker-runtime)|/drover-balancer[^/]*-tests\\.jar$"
                    + "|/(core|worker-runtime)/target/classes$|/jspecify"
                    + "|/netty-(buffer|codec-(base|compression|http|http2)|common|handler|resolver|transport)-\\d"
                    + "|/netty-transport-(classes|native)-(epoll|unix-common)-\\d");

    private RunnableJar() {}

    /** Writes a jar that has a manifest and nothing else: the code is found where the tests have it. */
    public static Path write(Path jar, Class<?> main) {
        return write(jar, main, classPath());
    }

    /** Writes a jar that runs the given class from the given class path. */
    public static Path write(Path jar, Class<?> main, List<Path> classPath) {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, main.getName());
        attributes.put(
                Attributes.Name.CLASS_PATH,
                classPath.stream().map(path -> path.toUri().toString()).collect(Collectors.joining(" ")));
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.finish();
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a jar that holds one class and one text, and needs nothing else. */
    public static Path writeWhole(Path jar, Class<?> main, String resource, String text) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, main.getName());
        String file = main.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                InputStream in = main.getResourceAsStream("/" + file)) {
            out.putNextEntry(new JarEntry(resource));
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.putNextEntry(new JarEntry(file));
            in.transferTo(out);
            return jar;
        }
    }

    /** Writes such a jar that is so large, and takes as long to copy. */
    public static Path writeLarge(Path jar, Class<?> main, int mebibytes) throws IOException {
        writeWhole(jar, main, "text", "");
        Path large = jar.resolveSibling("large.jar");
        try (JarFile small = new JarFile(jar.toFile());
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(large), small.getManifest())) {
            out.setLevel(Deflater.NO_COMPRESSION);
            String file = main.getName().replace('.', '/') + ".class";
            out.putNextEntry(new JarEntry(file));
            small.getInputStream(small.getEntry(file)).transferTo(out);
            out.putNextEntry(new JarEntry("padding"));
            for (int i = 0; i < mebibytes; i++) {
                out.write(new byte[1 << 20]);
            }
        }
        return Files.move(large, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Writes a jar with copies of its class path beside it, for users who can't read the original. */
    public static Path writeWithCopies(Path jar, Class<?> main) throws IOException {
        List<Path> copies = new ArrayList<>();
        for (Path entry : classPath()) {
            Path copy = jar.resolveSibling("lib-" + copies.size());
            try (Stream<Path> files = Files.walk(entry)) {
                for (Path file : files.toList()) {
                    Files.copy(file, copy.resolve(entry.relativize(file)));
                }
            }
            copies.add(copy);
        }
        return write(jar, main, copies);
    }

    /** Returns what a worker needs of the tests' class path. */
    public static List<Path> classPath() {
        List<Path> needed = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (NEEDED.matcher(entry).find()) {
                needed.add(Path.of(entry));
            }
        }
        if (needed.isEmpty()) {
            throw new IllegalStateException(
                    "class path: " + Arrays.asList(System.getProperty("java.class.path")) + " (expected: the tests')");
        }
        return needed;
    }
}
