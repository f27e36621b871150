/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.scenario;

import io.drover.loadtest.generator.LoadPlan;
import io.drover.loadtest.generator.LoadResult;
import io.drover.loadtest.undertest.NotAvailableException;
import io.drover.loadtest.undertest.RunningTarget;
import io.drover.loadtest.undertest.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One running of a load scenario, and what has come of it so far.
 *
 * <p>Threading: owned by the thread that runs the scenario.
 */
final class Bout {
    private static final long TIMEOUT_MS = 5_000;

    private final LoadScenario scenario;
    private final Session session;
    private final Map<Target, RunningTarget> running = new LinkedHashMap<>();
    private final Map<String, String> absent = new LinkedHashMap<>();
    private final List<Measurement> measurements = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private double perSecond; // 0 for as many as are answered

    Bout(LoadScenario scenario, Session session) {
        this.scenario = scenario;
        this.session = session;
    }

    ScenarioResult run() throws InterruptedException {
        try {
            startAll();
            warmUp();
            if (scenario.pace() == LoadScenario.Pace.AS_ANSWERED || findRate()) {
                for (int repetition = 1; repetition <= session.load().repetitions(); repetition++) {
                    repeat(repetition);
                }
            }
        } finally {
            running.values().forEach(RunningTarget::close);
        }
        return new ScenarioResult(
                scenario.description(),
                scenario.targets().stream().map(Target::name).toList(),
                absent,
                measurements,
                EventTimeline.NONE,
                failures);
    }

    private void startAll() throws InterruptedException {
        for (Target target : scenario.targets()) {
            Optional<String> missing = target.missingProgram();
            if (missing.isPresent()) {
                absent.put(target.name(), "not installed: " + missing.get());
                continue;
            }
            session.progress().onStep("starting " + target.name());
            try {
                running.put(target, target.start(session.bench()));
            } catch (NotAvailableException e) {
                absent.put(target.name(), String.valueOf(e.getMessage()));
            } catch (IOException e) {
                failures.add(String.valueOf(e.getMessage()));
            }
        }
    }

    private void warmUp() throws InterruptedException {
        for (Map.Entry<Target, RunningTarget> entry : running.entrySet()) {
            Duration warmUp = session.load().warmUpOf(entry.getKey());
            if (warmUp.isZero()) {
                continue;
            }
            session.progress().onStep("warming up " + entry.getKey().name());
            try {
                session.tool().run(plan(entry.getValue(), warmUp));
            } catch (IOException e) {
                failures.add(entry.getKey().name() + ": " + e.getMessage());
            }
        }
    }

    /** Sets the rate to half of what the slowest of the targets answers; false where one answers nothing. */
    private boolean findRate() throws InterruptedException {
        double slowest = Double.MAX_VALUE;
        for (RunningTarget target : running.values()) {
            try {
                LoadResult result =
                        session.tool().run(plan(target, session.load().duration()));
                slowest = Math.min(slowest, result.requestsPerSecond());
            } catch (IOException e) {
                failures.add(target.name() + ": " + e.getMessage());
            }
        }
        if (running.isEmpty() || slowest == 0) {
            failures.add("rate: 0 (expected: targets that answer, for a rate that all of them can do)");
            return false;
        }
        session.progress().onStep(String.format(Locale.ROOT, "the slowest answers %,.0f req/s", slowest));
        perSecond = Math.min(slowest / 2, LoadPlan.MAX_PER_SECOND);
        return true;
    }

    private void repeat(int repetition) throws InterruptedException {
        StringBuilder line = new StringBuilder(
                "repetition " + repetition + "/" + session.load().repetitions() + ":");
        for (RunningTarget target : running.values()) {
            try {
                Measurement measurement = measure(repetition, target);
                measurements.add(measurement);
                double rate = measurement.values().getOrDefault(Metric.REQUESTS_PER_SECOND, 0.0);
                line.append(String.format(Locale.ROOT, "  %s %,.0f", target.name(), rate));
            } catch (IOException e) {
                failures.add(target.name() + ": " + e.getMessage());
            }
        }
        session.progress().onStep(line + " req/s");
    }

    private Measurement measure(int repetition, RunningTarget target) throws IOException, InterruptedException {
        CpuMeter meter = CpuMeter.start(target);
        LoadResult result = session.tool().run(plan(target, session.load().duration()));
        CpuMeter.Spent cpu = meter.spent();
        if (result.requests() == 0 && result.bytes() == 0) {
            failures.add(target.name() + ": no request was answered (expected: a target that serves)");
        }
        return new Measurement(
                target.name(),
                repetition,
                RunValues.of(result, cpu, scenario.connectionPerRequest()),
                result.errors(),
                0,
                result.recording());
    }

    private LoadPlan plan(RunningTarget target, Duration duration) {
        return new LoadPlan(
                        target.url(scenario.path()),
                        session.load().connections(),
                        duration.toMillis(),
                        scenario.connectionPerRequest(),
                        TIMEOUT_MS)
                .fromAddresses(scenario.sourceAddresses())
                .atRate(perSecond);
    }
}
