/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.scenario;

import static io.drover.loadtest.scenario.Metric.CONNECTIONS;
import static io.drover.loadtest.scenario.Metric.HEAP_PER_CONNECTION_KB;
import static io.drover.loadtest.scenario.Metric.PIPES;
import static io.drover.loadtest.scenario.Metric.RESIDENT_PER_CONNECTION_KB;

import io.drover.loadtest.generator.IdleClients;
import io.drover.loadtest.process.DescriptorLimit;
import io.drover.loadtest.process.Footprint;
import io.drover.loadtest.process.OpenPipes;
import io.drover.loadtest.process.ProcStat;
import io.drover.loadtest.undertest.AppServers;
import io.drover.loadtest.undertest.ProxySoftware;
import io.drover.loadtest.undertest.RelayTarget;
import io.drover.loadtest.undertest.RunningTarget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What connections cost a proxy on which nothing happens: as many as the limit of descriptors allows, 10,000 at most.
 *
 * <p>What a proxy has before is not counted: it has served a tenth as many connections by then, so its code is loaded
 * and its pools are filled. Each connection has served one request, and serves another in the end, as proof.
 *
 * @param servers how many are behind each proxy
 */
record RelayIdleScenario(int servers) implements Scenario {
    private static final Description DESCRIPTION = new Description(
            RelayScenarios.FAMILY + "-idle",
            "connections through a proxy on which nothing happens",
            "",
            List.of(RESIDENT_PER_CONNECTION_KB, HEAP_PER_CONNECTION_KB, PIPES, CONNECTIONS),
            List.of(
                    Figure.atMost(4, HEAP_PER_CONNECTION_KB, ProxySoftware.DROVER.label(), null),
                    Figure.atMost(4, RESIDENT_PER_CONNECTION_KB, ProxySoftware.DROVER.label(), null),
                    Figure.atMost(0, PIPES, ProxySoftware.DROVER.label(), null)));

    private static final double SECONDS_PER_PROXY = 7;
    private static final int WARM_UP_PART = 10;

    @Override
    public Description description() {
        return DESCRIPTION;
    }

    @Override
    public double preparationSeconds(Session.Load load) {
        return SECONDS_PER_PROXY * ProxySoftware.values().length;
    }

    @Override
    public int runs(Session.Load load) {
        return 0;
    }

    @Override
    public ScenarioResult run(Session session) throws InterruptedException {
        List<Measurement> measurements = new ArrayList<>();
        Map<String, String> absent = new LinkedHashMap<>();
        List<String> failures = new ArrayList<>();
        try (AppServers started = AppServers.start(session.bench(), "server", servers)) {
            for (ProxySoftware software : ProxySoftware.values()) {
                RelayTarget target = new RelayTarget(software, started);
                if (target.missingProgram().isPresent()) {
                    absent.put(
                            target.name(),
                            "not installed: " + target.missingProgram().get());
                    continue;
                }
                session.progress().onStep("connections that stay, through " + target.name());
                try {
                    measurements.add(measure(session, target));
                } catch (IOException e) {
                    failures.add(target.name() + ": " + e.getMessage());
                }
            }
        } catch (IOException e) {
            failures.add(String.valueOf(e.getMessage()));
        }
        return new ScenarioResult(
                DESCRIPTION,
                Stream.of(ProxySoftware.values()).map(ProxySoftware::label).toList(),
                absent,
                measurements,
                EventTimeline.NONE,
                failures);
    }

    private static Measurement measure(Session session, RelayTarget target) throws IOException, InterruptedException {
        int count = DescriptorLimit.relayedConnections();
        try (RunningTarget running = target.start(session.bench())) {
            try (IdleClients few = IdleClients.open(running.port(), Math.max(1, count / WARM_UP_PART))) {
                few.ask();
            }
            boolean isJvm = target.software() == ProxySoftware.DROVER;
            Held before = Held.by(running, isJvm);
            try (IdleClients clients = IdleClients.open(running.port(), count)) {
                Held with = Held.by(running, isJvm);
                clients.ask();
                return new Measurement(target.name(), 1, with.since(before, count), Map.of());
            }
        }
    }

    /** What the processes of a proxy hold; no heap where they have none. */
    private record Held(long heapKb, long residentKb, long pipes) {

        static Held by(RunningTarget running, boolean isJvm) throws IOException, InterruptedException {
            long heapKb = isJvm ? Footprint.liveHeapKb(running.front().pid()) : 0;
            long residentKb = 0;
            long pipes = 0;
            for (long pid : running.frontPids()) {
                residentKb += ProcStat.residentKilobytes(pid);
                pipes += OpenPipes.of(pid);
            }
            return new Held(heapKb, residentKb, pipes);
        }

        Map<Metric, Double> since(Held before, int connections) {
            Map<Metric, Double> values = new EnumMap<>(Metric.class);
            if (heapKb > 0) {
                values.put(HEAP_PER_CONNECTION_KB, (double) (heapKb - before.heapKb) / connections);
            }
            values.put(RESIDENT_PER_CONNECTION_KB, (double) (residentKb - before.residentKb) / connections);
            values.put(PIPES, (double) (pipes - before.pipes));
            values.put(CONNECTIONS, (double) connections);
            return values;
        }
    }
}
