/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.report;

import io.drover.loadtest.generator.Recording;
import io.drover.loadtest.scenario.Measurement;
import io.drover.loadtest.scenario.ScenarioResult;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * Latencies in the formats of HdrHistogram, for its plotter and for other programs.
 *
 * <p>{@code .hgrm} is the distribution of a whole target in milliseconds, {@code .hlog} each interval with its time, in
 * nanoseconds and with millisecond maxima as the format has it.
 */
public final class HistogramFiles {
    private static final double NS_PER_MS = 1e6;
    private static final double MS_PER_SECOND = 1e3;
    private static final int TICKS_PER_HALVING = 5;

    private HistogramFiles() {}

    /** Writes both for each target of a scenario, and for each group of clients. */
    public static void write(Path folder, ScenarioResult result) throws IOException {
        String scenario = result.description().name();
        for (String target : result.targets()) {
            List<Recording> runs = result.measurements().stream()
                    .filter(measurement -> measurement.target().equals(target))
                    .map(Measurement::recording)
                    .toList();
            write(folder, fileName(scenario, target), runs);
        }
        for (Map.Entry<String, Recording> clients : result.timeline().clients().entrySet()) {
            write(folder, fileName(scenario, clients.getKey()), clients.getValue());
        }
    }

    private static String fileName(String scenario, String target) {
        return scenario + "." + target.replaceAll("[^A-Za-z0-9]+", "-");
    }

    /** Writes both for one run; nothing where nothing was recorded. */
    public static void write(Path folder, String name, Recording recording) throws IOException {
        write(folder, name, List.of(recording));
    }

    /** Writes both for all runs of a target together; nothing where nothing was recorded. */
    public static void write(Path folder, String name, List<Recording> recordings) throws IOException {
        List<Recording> written =
                recordings.stream().filter(recording -> !recording.isEmpty()).toList();
        if (written.isEmpty()) {
            return;
        }
        Histogram all = written.get(0).latencies();
        written.subList(1, written.size()).forEach(recording -> all.add(recording.latencies()));
        try (PrintStream out = open(folder.resolve(name + ".hgrm"))) {
            all.outputPercentileDistribution(out, TICKS_PER_HALVING, NS_PER_MS);
        }
        try (PrintStream out = open(folder.resolve(name + ".hlog"))) {
            writeLog(out, written);
        }
    }

    private static void writeLog(PrintStream out, List<Recording> recordings) {
        HistogramLogWriter log = new HistogramLogWriter(out);
        log.outputLogFormatVersion();
        long startMs = recordings.get(0).startMs();
        log.outputStartTime(startMs);
        log.setBaseTime(startMs);
        log.outputLegend();
        for (Recording recording : recordings) {
            double offset = (recording.startMs() - startMs) / MS_PER_SECOND;
            for (Recording.Interval interval : recording.intervals()) {
                log.outputIntervalHistogram(
                        offset + interval.startSeconds(),
                        offset + interval.endSeconds(),
                        interval.histogram(),
                        NS_PER_MS);
            }
        }
    }

    private static PrintStream open(Path file) throws IOException {
        return new PrintStream(file.toFile(), StandardCharsets.UTF_8);
    }
}
