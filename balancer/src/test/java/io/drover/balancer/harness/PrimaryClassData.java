/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.harness;

import io.drover.balancer.testapp.TestApps;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * An archive of the classes that a primary loads (JEP 350), which hundreds of primaries then map instead of reading and
 * checking them anew. It is recorded once for all tests of a JVM, beside the first of them: no test waits for it, and
 * those that come before it is there go without. Where it does not fit, because a test gives the primary other options,
 * the JVM goes without, too.
 *
 * <p>Threading: safe from any thread.
 */
final class PrimaryClassData {
    /** What does not fit is silently not used, whatever the JDK says about it. */
    private static final List<String> QUIET = List.of("-Xlog:cds=off", "-Xlog:cds+dynamic=off");

    private static final long PATIENCE_S = 10;

    private static final Map<List<String>, CompletableFuture<List<String>>> ARGUMENTS = new ConcurrentHashMap<>();

    private PrimaryClassData() {}

    /**
     * Returns arguments with which a JVM maps the archive; none while there is no archive.
     *
     * @param java the command and the options of the primaries' JVMs
     * @param jar what they run
     */
    static List<String> arguments(List<String> java, Path jar) {
        return ARGUMENTS
                .computeIfAbsent(
                        List.copyOf(java),
                        command -> CompletableFuture.supplyAsync(
                                () -> record(command, jar), task -> daemon(task).start()))
                .getNow(List.of());
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "class-data");
        thread.setDaemon(true);
        return thread;
    }

    private static List<String> record(List<String> java, Path jar) {
        try {
            Path folder = Files.createTempDirectory("dit-cds");
            Path archive = folder.resolve("primary.jsa");
            // Deleted in reverse: the folder when it is empty.
            folder.toFile().deleteOnExit();
            archive.toFile().deleteOnExit();
            run(java, jar, folder, archive);
            List<String> arguments = new ArrayList<>(QUIET);
            arguments.add("-XX:SharedArchiveFile=" + archive);
            return Files.exists(archive) ? List.copyOf(arguments) : List.of();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    /** Starts a cluster, and ends it when it is ready; whether it gets there other tests find out. */
    private static void run(List<String> java, Path jar, Path folder, Path archive) throws IOException {
        List<String> command = new ArrayList<>(java);
        command.addAll(List.of("-Xlog:disable", "-XX:ArchiveClassesAtExit=" + archive, "-jar", jar.toString()));
        command.addAll(List.of("--backend=" + TestApps.jar(), "--workers=1", "--jvm-arg=-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("--name=class-data-" + ProcessHandle.current().pid(), "--", "--listen=0"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("DROVER_") || name.startsWith("JAVA_"));
        builder.environment().put("XDG_RUNTIME_DIR", folder.toString());
        Process primary = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(primary), "class-data-end"));
        try (BufferedReader output = primary.inputReader(StandardCharsets.UTF_8)) {
            if (output.lines().anyMatch(line -> line.contains(" ready: "))) {
                // Process.destroy would close what is read here.
                primary.toHandle().destroy();
            }
            output.lines().forEach(line -> {});
            primary.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The tests have ended before the recording has. */
    private static void end(Process primary) {
        try {
            primary.destroy();
            primary.waitFor(PATIENCE_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
