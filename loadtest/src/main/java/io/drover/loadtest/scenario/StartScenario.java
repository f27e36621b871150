/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.scenario;

import io.drover.loadtest.process.ProcStat;
import io.drover.loadtest.undertest.ClusterTarget;
import io.drover.loadtest.undertest.RunningTarget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Starts a cluster again and again: how long until it answers, and what its primary keeps in memory.
 *
 * @param description of it
 * @param cluster what is started
 */
public record StartScenario(Description description, ClusterTarget cluster) implements Scenario {
    private static final double NS_PER_MS = 1e6;
    private static final double KB_PER_MB = 1024;
    private static final long IDLE_MS = 3_000;
    private static final double MS_PER_SECOND = 1e3;
    private static final double START_SECONDS = 2.5;

    @Override
    public double preparationSeconds(Session.Load load) {
        return load.repetitions() * START_SECONDS + IDLE_MS / MS_PER_SECOND;
    }

    @Override
    public int runs(Session.Load load) {
        return 0;
    }

    @Override
    public ScenarioResult run(Session session) throws InterruptedException {
        List<Measurement> measurements = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        int repetitions = session.load().repetitions();
        for (int repetition = 1; repetition <= repetitions; repetition++) {
            try {
                // Memory hardly differs from start to start, and takes longer to look at than all the rest.
                Map<Metric, Double> values = measure(session, repetition == repetitions);
                measurements.add(new Measurement(cluster.name(), repetition, values, Map.of()));
                session.progress()
                        .onStep(String.format(
                                Locale.ROOT,
                                "start %d/%d: %.0f ms",
                                repetition,
                                repetitions,
                                values.getOrDefault(Metric.FIRST_ANSWER_MS, Double.NaN)));
            } catch (IOException e) {
                failures.add(String.valueOf(e.getMessage()));
            }
        }
        return new ScenarioResult(
                description, List.of(cluster.name()), Map.of(), measurements, EventTimeline.NONE, failures);
    }

    private Map<Metric, Double> measure(Session session, boolean withMemory) throws IOException, InterruptedException {
        Map<Metric, Double> values = new EnumMap<>(Metric.class);
        long startNs = System.nanoTime();
        try (RunningTarget running = cluster.startUntilFirstAnswer(session.bench())) {
            values.put(Metric.FIRST_ANSWER_MS, (System.nanoTime() - startNs) / NS_PER_MS);
            if (withMemory) {
                Thread.sleep(IDLE_MS);
                long kilobytes = ProcStat.residentKilobytes(running.front().pid());
                values.put(Metric.IDLE_PRIMARY_MB, kilobytes / KB_PER_MB);
            }
        }
        return values;
    }
}
