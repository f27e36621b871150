/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/**
 * What an application's jar brings along, as far as it decides how its JVM is started.
 *
 * @param runtime whether it embeds WorkerRuntime, and joins the cluster by itself
 * @param nettyNative whether it may load Netty's native transport, under whatever package
 */
record BackendContents(boolean runtime, boolean nettyNative) {
    private static final InternalLogger LOG = InternalLoggerFactory.getInstance(BackendContents.class);

    private static final String RUNTIME_CLASS = "io/drover/worker/WorkerRuntime.class";
    private static final String RUNTIME_JAR = "drover-worker-runtime";
    private static final String NETTY_CLASS = "/channel/unix/Socket.class";

    /** Jars in a jar are judged by their names: to look into each would take longer than to start without. */
    private static final List<String> NETTY_JARS = List.of("netty", "native-epoll", "native-unix", "grpc", "vertx");

    /** Looks into a jar, and into those that its manifest names. A file that can't be read is found out by its JVM. */
    static BackendContents of(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            BackendContents found = inNames(names(file));
            for (Path other : classPath(file, jar)) {
                found = found.and(ofLibrary(other));
            }
            return found;
        } catch (IOException | SecurityException e) {
            LOG.debug("{}: can't look into it", jar, e);
            return new BackendContents(false, true);
        }
    }

    private static BackendContents ofLibrary(Path jar) {
        if (!Files.isRegularFile(jar)) {
            return new BackendContents(false, Files.isDirectory(jar));
        }
        try (JarFile file = new JarFile(jar.toFile())) {
            return inNames(names(file));
        } catch (IOException | SecurityException e) {
            LOG.debug("{}: can't look into it", jar, e);
            return new BackendContents(false, true);
        }
    }

    private static List<String> names(JarFile file) {
        List<String> names = new ArrayList<>(file.size());
        for (Enumeration<? extends ZipEntry> entries = file.entries(); entries.hasMoreElements(); ) {
            names.add(entries.nextElement().getName());
        }
        return names;
    }

    private static BackendContents inNames(List<String> names) {
        boolean runtime = false;
        boolean netty = false;
        for (String name : names) {
            boolean isJar = name.endsWith(".jar");
            String file = isJar ? name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT) : "";
            runtime |= name.endsWith(RUNTIME_CLASS) || (isJar && file.startsWith(RUNTIME_JAR));
            netty |= name.endsWith(NETTY_CLASS) || (isJar && NETTY_JARS.stream().anyMatch(file::contains));
        }
        return new BackendContents(runtime, netty);
    }

    /** See the JAR file specification, attribute Class-Path: URLs relative to the jar. */
    private static List<Path> classPath(JarFile file, Path jar) throws IOException {
        Manifest manifest = file.getManifest();
        String value = manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
        List<Path> paths = new ArrayList<>();
        if (value != null) {
            for (String entry : value.trim().split("\\s+", -1)) {
                try {
                    paths.add(Path.of(jar.toAbsolutePath().toUri().resolve(entry)));
                } catch (IllegalArgumentException | java.nio.file.FileSystemNotFoundException e) {
                    // Not a file: URL; the JVM ignores such entries too.
                    LOG.debug("{}: Class-Path entry {} is no file", jar, entry);
                }
            }
        }
        return paths;
    }

    private BackendContents and(BackendContents other) {
        return new BackendContents(runtime || other.runtime, nettyNative || other.nettyNative);
    }
}
