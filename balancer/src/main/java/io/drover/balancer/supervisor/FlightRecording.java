/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import io.drover.balancer.jvm.DiagnosticCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/**
 * The JDK Flight Recorder in a worker: how it is switched on, and how what it has recorded gets into a file.
 *
 * <p>The recording stays in the memory of the JVM, in buffers of 10 MB at most that begin anew when they are full; the
 * disk sees nothing of it before the dump.
 */
final class FlightRecording {
    private static final String START = "-XX:StartFlightRecording";
    private static final String OPTIONS = "-XX:FlightRecorderOptions";

    /** Mostly it takes half a second; a JVM that collects garbage all the time may never do it. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private FlightRecording() {}

    /**
     * Returns what the JVM is told.
     *
     * @param given the user's own arguments, which have the last word
     * @param repository a folder for the moment of the dump; the JVM makes it
     */
    static List<String> arguments(List<String> given, Path repository) {
        List<String> arguments = new ArrayList<>();
        arguments.add(DiagnosticCommand.LISTENING);
        arguments.add("-Xlog:jfr+startup=off");
        if (given.stream().noneMatch(argument -> argument.startsWith(START))) {
            // The file is made to be shown around: what is in the environment, our own secret too, stays out of it.
            arguments.add(START + ":disk=false,settings=default,jdk.InitialEnvironmentVariable#enabled=false");
        }
        if (given.stream().noneMatch(argument -> argument.startsWith(OPTIONS))) {
            arguments.add(OPTIONS + ":repository=\"" + repository + "\"");
        }
        return arguments;
    }

    /**
     * Has a JVM write what it has recorded.
     *
     * @return done when the file is there; else the message says why it is not, 10 s later at the latest
     */
    static CompletableFuture<Void> dump(long pid, Path file) {
        ProcessStat stat = ProcessStat.of(pid);
        if (stat != null && stat.isStopped()) {
            return CompletableFuture.failedFuture(new IOException("its process is stopped"));
        }
        return DiagnosticCommand.give(pid, "JFR.dump filename=\"" + file + "\"", PATIENCE)
                .thenAccept(answer -> {
                    if (!Files.exists(file)) {
                        throw new IllegalStateException(answer.strip().replaceAll("\\s+", " "));
                    }
                });
    }

    /** Returns why there is no file, for people. */
    static String reason(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return cause instanceof TimeoutException
                ? "its JVM has not answered within " + PATIENCE.toSeconds() + " s"
                : String.valueOf(cause.getMessage());
    }
}
