/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The command as a person runs it, once and without a warm-up, with its files in a folder of the test. */
final class CommandRun {
    private final Path folder;
    private final Path app;

    record Ended(int exitCode, String output) {}

    CommandRun(Path folder) throws IOException {
        this.folder = folder;
        // Under a name that no other process has on its command line.
        this.app = Files.createSymbolicLink(
                folder.resolve("app.jar"),
                Path.of(System.getProperty("drover.app.jar")).toRealPath());
    }

    /** Returns the command of the JDK that the command runs on, and with it the clusters that it starts. */
    static String java() {
        String home = System.getProperty("drover.it.java.home", System.getProperty("java.home"));
        return Path.of(home, "bin", "java").toString();
    }

    Ended run(String... options) throws IOException, InterruptedException {
        return runWith(app, options);
    }

    /** Runs it with another jar as the application. */
    Ended runWith(Path otherApp, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                java(),
                "-jar",
                System.getProperty("drover.loadtest.jar"),
                "--repetitions=1",
                "--warm-up=0",
                "--balancer=" + System.getProperty("drover.balancer.jar"),
                "--app=" + otherApp,
                "--out=" + folder));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }

    /** Returns the command lines of what still runs. */
    List<String> processesLeft() {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.map(process -> process.info().commandLine().orElse(""))
                    .filter(line -> line.contains(folder.toString()))
                    .toList();
        }
    }
}
