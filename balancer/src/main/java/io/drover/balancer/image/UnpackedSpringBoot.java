/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.image;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;

/**
 * Unpacks a Spring Boot jar into a plain one with its libraries beside it, as {@code -Djarmode=tools extract} does.
 *
 * <p>Jars in a jar are read by a class loader of Spring's own, whose classes the JVM takes from an archive only after it
 * has read and compared their bytes, and never shares whole. Unpacked, all classes are the application class loader's.
 */
final class UnpackedSpringBoot {
    private static final Set<String> LAUNCHERS =
            Set.of("org.springframework.boot.loader.launch.JarLauncher", "org.springframework.boot.loader.JarLauncher");
    private static final String LOADER = "org/springframework/boot/loader/";
    private static final String CLASSES = "BOOT-INF/classes/";
    private static final String LIBRARIES = "BOOT-INF/lib/";
    private static final String INDEX = "BOOT-INF/classpath.idx";
    private static final String START_CLASS = "Start-Class";

    /** Holds what only the tools of the jar itself need. */
    private static final String TOOLS = "spring-boot-jarmode-";

    /** Needs no escape in a Class-Path. */
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9._+~-]+\\.jar");

    private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");

    private UnpackedSpringBoot() {}

    /**
     * Unpacks a jar, where it is one that can be.
     *
     * @param jar the whole
     * @param to the jar to be made; its libraries go into the folder lib beside it
     * @return whether it has been done
     */
    static boolean unpack(Path jar, Path to) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            List<String> libraries = libraries(file);
            if (!canBeUnpacked(file, manifest, libraries)) {
                return false;
            }
            Path folder = Files.createDirectory(to.resolveSibling("lib"));
            for (String library : libraries) {
                try (InputStream in = file.getInputStream(file.getJarEntry(LIBRARIES + library))) {
                    Files.copy(in, folder.resolve(library));
                }
            }
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(to));
                    JarOutputStream plain = new JarOutputStream(out, plain(manifest, libraries))) {
                copyClasses(file, plain);
            }
            return true;
        }
    }

    private static boolean canBeUnpacked(JarFile file, Manifest manifest, List<String> libraries) {
        Attributes main = manifest.getMainAttributes();
        return LAUNCHERS.contains(String.valueOf(main.getValue(Attributes.Name.MAIN_CLASS)))
                && main.getValue(START_CLASS) != null
                && main.getValue("Launcher-Agent-Class") == null
                && libraries.stream().allMatch(name -> PLAIN_NAME.matcher(name).matches())
                && file.stream()
                        .noneMatch(entry -> SIGNATURE.matcher(entry.getName()).matches());
    }

    /** Returns the names of the libraries in the order of the class path. */
    private static List<String> libraries(JarFile file) throws IOException {
        List<String> names = new ArrayList<>();
        JarEntry index = file.getJarEntry(INDEX);
        if (index != null) {
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(file.getInputStream(index), StandardCharsets.UTF_8))) {
                lines.lines()
                        .map(line -> line.replaceFirst("^- \"" + LIBRARIES + "(.*)\"$", "$1"))
                        .filter(name -> file.getJarEntry(LIBRARIES + name) != null)
                        .forEach(names::add);
            }
        }
        file.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.startsWith(LIBRARIES) && !name.endsWith("/"))
                .map(name -> name.substring(LIBRARIES.length()))
                .filter(name -> !names.contains(name) && !name.startsWith(TOOLS))
                .forEach(names::add);
        return names;
    }

    private static Manifest plain(Manifest manifest, List<String> libraries) {
        Manifest plain = new Manifest(manifest);
        Attributes main = plain.getMainAttributes();
        main.put(Attributes.Name.MAIN_CLASS, main.getValue(START_CLASS));
        main.put(
                Attributes.Name.CLASS_PATH,
                libraries.stream().map(name -> "lib/" + name).collect(Collectors.joining(" ")));
        for (String gone : List.of("Classes", "Lib", "Classpath-Index", "Layers-Index")) {
            main.remove(new Attributes.Name("Spring-Boot-" + gone));
        }
        main.remove(new Attributes.Name(START_CLASS));
        return plain;
    }

    /** Folders have their entries too: what looks for classes by package finds them by those. */
    private static void copyClasses(JarFile file, JarOutputStream plain) throws IOException {
        Set<String> copied = new HashSet<>();
        // The application's own first: what is beside them at the top of the jar comes later on the class path too.
        List<JarEntry> entries = file.stream()
                .sorted(Comparator.comparing(entry -> !entry.getName().startsWith(CLASSES)))
                .toList();
        for (JarEntry entry : entries) {
            String name = nameInPlain(entry.getName());
            if (!name.isEmpty() && copied.add(name)) {
                ZipEntry copy = new ZipEntry(name);
                copy.setTime(entry.getTime());
                plain.putNextEntry(copy);
                try (InputStream in = file.getInputStream(entry)) {
                    in.transferTo(plain);
                }
                plain.closeEntry();
            }
        }
    }

    private static String nameInPlain(String name) {
        if (name.startsWith(CLASSES)) {
            return name.substring(CLASSES.length());
        }
        boolean isOfTheLoader = name.startsWith(LOADER)
                || name.equals("org/")
                || name.equals("org/springframework/")
                || name.equals("org/springframework/boot/");
        return name.startsWith("BOOT-INF/") || isOfTheLoader || name.equals(JarFile.MANIFEST_NAME) ? "" : name;
    }
}
