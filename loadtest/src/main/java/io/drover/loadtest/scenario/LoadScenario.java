/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.scenario;

import io.drover.loadtest.generator.LoadPlan;
import io.drover.loadtest.generator.LoadResult;
import io.drover.loadtest.undertest.RunningTarget;
import io.drover.loadtest.undertest.Target;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Puts several targets under the same load.
 *
 * <p>All of them are up at the same time and loaded in turn, again and again: what else the machine does in a minute
 * meets all of them alike, and runs of the same repetition can be compared.
 *
 * @param description of it
 * @param path the page that is asked for
 * @param connectionPerRequest whether every request has a new connection
 * @param targets in the order of a table
 */
public record LoadScenario(Description description, String path, boolean connectionPerRequest, List<Target> targets)
        implements Scenario {
    private static final long TIMEOUT_MS = 5_000;
    private static final double US_PER_SECOND = 1e6;
    private static final double US_PER_MS = 1e3;
    private static final double PERCENT = 100;

    /** Copies what it is given. */
    public LoadScenario {
        targets = List.copyOf(targets);
    }

    @Override
    public ScenarioResult run(Session session) throws InterruptedException {
        List<RunningTarget> running = new ArrayList<>();
        List<Measurement> measurements = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        try {
            startAll(session, running, failures);
            warmUp(session, running, failures);
            for (int repetition = 1; repetition <= session.load().repetitions(); repetition++) {
                measurements.addAll(repeat(session, repetition, running, failures));
            }
        } finally {
            running.forEach(RunningTarget::close);
        }
        return new ScenarioResult(
                description,
                targets.stream().map(Target::name).toList(),
                absent(),
                measurements,
                EventTimeline.NONE,
                failures);
    }

    private void startAll(Session session, List<RunningTarget> running, List<String> failures)
            throws InterruptedException {
        for (Target target : targets) {
            if (target.missingProgram().isPresent()) {
                continue;
            }
            session.progress().onStep("starting " + target.name());
            try {
                running.add(target.start(session.bench()));
            } catch (IOException e) {
                failures.add(String.valueOf(e.getMessage()));
            }
        }
    }

    private void warmUp(Session session, List<RunningTarget> running, List<String> failures)
            throws InterruptedException {
        if (session.load().warmUp().isZero()) {
            return;
        }
        for (RunningTarget target : running) {
            session.progress().onStep("warming up " + target.name());
            try {
                session.tool().run(plan(session, target, session.load().warmUp()));
            } catch (IOException e) {
                failures.add(target.name() + ": " + e.getMessage());
            }
        }
    }

    private List<Measurement> repeat(
            Session session, int repetition, List<RunningTarget> running, List<String> failures)
            throws InterruptedException {
        List<Measurement> measurements = new ArrayList<>();
        StringBuilder line = new StringBuilder(
                "repetition " + repetition + "/" + session.load().repetitions() + ":");
        for (RunningTarget target : running) {
            try {
                Measurement measurement = measure(session, repetition, target);
                measurements.add(measurement);
                double rate = measurement.values().getOrDefault(Metric.REQUESTS_PER_SECOND, 0.0);
                line.append(String.format(Locale.ROOT, "  %s %,.0f req/s", target.name(), rate));
            } catch (IOException e) {
                failures.add(target.name() + ": " + e.getMessage());
            }
        }
        session.progress().onStep(line.toString());
        return measurements;
    }

    private Measurement measure(Session session, int repetition, RunningTarget target)
            throws IOException, InterruptedException {
        CpuMeter meter = CpuMeter.start(target);
        LoadResult result =
                session.tool().run(plan(session, target, session.load().duration()));
        CpuMeter.Spent cpu = meter.spent();
        Map<Metric, Double> values = values(result);
        values.put(Metric.FRONT_CORES, cpu.frontSeconds() / result.seconds());
        values.put(Metric.SERVER_CORES, cpu.serversSeconds() / result.seconds());
        values.put(Metric.TOOL_BUSY, PERCENT * result.effort().busy());
        values.put(Metric.BUSIEST_SERVER, PERCENT * cpu.busiestShare());
        if (result.requests() > 0) {
            values.put(
                    Metric.TOOL_CPU_PER_REQUEST_US, result.effort().cpuSeconds() * US_PER_SECOND / result.requests());
            values.put(Metric.CPU_PER_REQUEST_US, cpu.totalSeconds() * US_PER_SECOND / result.requests());
        }
        if (connectionPerRequest && result.connections() > 0) {
            values.put(Metric.FRONT_CPU_US, cpu.frontSeconds() * US_PER_SECOND / result.connections());
        }
        return new Measurement(target.name(), repetition, values, result.errors(), 0, result.recording());
    }

    private static Map<Metric, Double> values(LoadResult result) {
        Map<Metric, Double> values = new EnumMap<>(Metric.class);
        values.put(Metric.REQUESTS_PER_SECOND, result.requestsPerSecond());
        values.put(Metric.REQUESTS, (double) result.requests());
        values.put(Metric.CONNECTIONS, (double) result.connections());
        values.put(Metric.MEAN_LATENCY_MS, result.latency().meanUs() / US_PER_MS);
        values.put(Metric.P50_LATENCY_MS, result.latency().p50Us() / US_PER_MS);
        values.put(Metric.P90_LATENCY_MS, result.latency().p90Us() / US_PER_MS);
        values.put(Metric.P99_LATENCY_MS, result.latency().p99Us() / US_PER_MS);
        values.put(Metric.MAX_LATENCY_MS, result.latency().maxUs() / US_PER_MS);
        values.put(Metric.TOOL_CORES, result.effort().cpuSeconds() / result.seconds());
        return values;
    }

    private LoadPlan plan(Session session, RunningTarget target, Duration duration) {
        URI url = target.url(path);
        return new LoadPlan(url, session.load().connections(), duration.toMillis(), connectionPerRequest, TIMEOUT_MS);
    }

    private Map<String, String> absent() {
        Map<String, String> missing = new LinkedHashMap<>();
        targets.forEach(target ->
                target.missingProgram().ifPresent(program -> missing.put(target.name(), "not installed: " + program)));
        return missing;
    }
}
