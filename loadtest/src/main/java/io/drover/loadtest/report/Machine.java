/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.report;

import io.drover.loadtest.process.Executables;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The machine that something was measured on.
 *
 * @param cpu model
 * @param cores that this JVM may use
 * @param memoryMb of all of it
 * @param kernel release
 * @param jdk version and vendor
 * @param tools versions of those installed
 * @param loadAverage of the minute before
 */
public record Machine(
        String cpu,
        int cores,
        long memoryMb,
        String kernel,
        String jdk,
        Map<String, String> tools,
        double loadAverage) {
    /** With a quarter of the cores busy otherwise, ratios are still right and rates no longer. */
    private static final double IDLE_LOAD_PER_CORE = 0.25;

    private static final String UNKNOWN = "unknown";
    private static final long KB_PER_MB = 1024;

    private static final Map<String, String> VERSION_OPTIONS =
            Map.of("wrk", "-v", "haproxy", "-v", "nginx", "-v", "node", "--version");

    /** Copies what it is given. */
    public Machine {
        tools = Map.copyOf(tools);
    }

    /** Describes this one. */
    public static Machine describe() throws InterruptedException {
        Map<String, String> tools = new TreeMap<>();
        for (Map.Entry<String, String> entry : VERSION_OPTIONS.entrySet()) {
            Optional<Path> program = Executables.find(entry.getKey());
            if (program.isPresent()) {
                tools.put(entry.getKey(), firstLine(program.get().toString(), entry.getValue()));
            }
        }
        return new Machine(
                value("/proc/cpuinfo", "model name"),
                Runtime.getRuntime().availableProcessors(),
                kilobytes(value("/proc/meminfo", "MemTotal")) / KB_PER_MB,
                System.getProperty("os.version", UNKNOWN),
                System.getProperty("java.runtime.version", UNKNOWN) + ", " + System.getProperty("java.vendor", UNKNOWN),
                tools,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /** Returns it as one line. */
    public String text() {
        return cpu + ", " + cores + " cores, " + memoryMb + " MB, Linux " + kernel + ", JDK " + jdk;
    }

    /** Returns what speaks against measuring now. */
    public Optional<String> warning() {
        return loadAverage > IDLE_LOAD_PER_CORE * cores
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "load average: %.2f (expected: at most %.2f, an idle machine); believe nothing with a wide range",
                        loadAverage,
                        IDLE_LOAD_PER_CORE * cores))
                : Optional.empty();
    }

    /** Returns the value of a line {@code name : value}. */
    private static String value(String file, String name) {
        try {
            return Files.readAllLines(Path.of(file)).stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(UNKNOWN);
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    private static long kilobytes(String text) {
        String digits = text.replaceAll("\\D", "");
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }

    private static String firstLine(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return output.lines().findFirst().orElse(UNKNOWN).strip();
        } catch (IOException e) {
            return UNKNOWN;
        }
    }
}
