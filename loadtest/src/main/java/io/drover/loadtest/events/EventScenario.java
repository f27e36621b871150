/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.events;

import io.drover.loadtest.chaos.ChaosSession;
import io.drover.loadtest.chaos.FaultyCluster;
import io.drover.loadtest.generator.ClientPlan;
import io.drover.loadtest.generator.Clients;
import io.drover.loadtest.generator.Recording;
import io.drover.loadtest.scenario.Description;
import io.drover.loadtest.scenario.EventTimeline;
import io.drover.loadtest.scenario.Measurement;
import io.drover.loadtest.scenario.Metric;
import io.drover.loadtest.scenario.Scenario;
import io.drover.loadtest.scenario.ScenarioResult;
import io.drover.loadtest.scenario.Session;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A cluster under a constant load to which one event happens after the other.
 *
 * <p>The load is an open loop of two groups of clients, such that keep their connections and such that don't: latency
 * counts from when a request was due, so what an event holds up is seen by all that would have come meanwhile.
 *
 * @param workers of the cluster
 */
public record EventScenario(int workers) implements Scenario {
    /** On the command line. */
    public static final String NAME = "events";

    static final String CALM = "calm";
    private static final String KEEPING = "kept connections";
    private static final String CONNECTING = "a connection per request";

    // Little of what the machine can do: the starts of JVMs need the rest, and it is latency that is looked at.
    private static final int KEEPING_CLIENTS = 30;
    private static final double KEPT_PER_SECOND = 1_000;
    private static final double CONNECTIONS_PER_SECOND = 250;

    private static final long INTERVAL_MS = 250;
    private static final long WARM_UP_MS = 4_000;
    private static final long CALM_MS = 2_000;
    private static final double SETTLING_SECONDS = 0.5;
    private static final double SECONDS = 40;
    private static final double NS_PER_SECOND = 1e9;

    @Override
    public Description description() {
        return new Description(
                NAME,
                "what happens to a cluster of " + workers + " under "
                        + Math.round(KEPT_PER_SECOND + CONNECTIONS_PER_SECOND) + " requests/s",
                "",
                List.of(
                        Metric.REQUESTS_PER_SECOND,
                        Metric.P50_LATENCY_MS,
                        Metric.P90_LATENCY_MS,
                        Metric.P99_LATENCY_MS,
                        Metric.MAX_LATENCY_MS),
                List.of());
    }

    @Override
    public double preparationSeconds(Session.Load load) {
        return SECONDS;
    }

    @Override
    public int runs(Session.Load load) {
        return 0;
    }

    @Override
    public ScenarioResult run(Session session) throws InterruptedException {
        List<Occurrence> occurrences = new ArrayList<>();
        Map<String, Recording> clients = new LinkedHashMap<>();
        List<String> failures = new ArrayList<>();
        ChaosSession chaos = ChaosSession.ofSample(session.bench(), session.progress());
        try (FaultyCluster cluster =
                FaultyCluster.start(chaos, NAME, workers, "--restart-window=1s", "--max-restarts=100")) {
            warmUp(session, cluster);
            underLoad(session, cluster, occurrences, clients);
        } catch (IOException e) {
            failures.add(NAME + ": " + e.getMessage());
        }
        return result(occurrences, clients, failures);
    }

    private static void warmUp(Session session, FaultyCluster cluster) throws IOException, InterruptedException {
        session.progress().onStep("warming up the cluster");
        try (Clients keeping = Clients.start(keeping(cluster));
                Clients connecting = Clients.start(connecting(cluster))) {
            Thread.sleep(WARM_UP_MS);
            keeping.finish();
            connecting.finish();
        }
    }

    private static void underLoad(
            Session session, FaultyCluster cluster, List<Occurrence> occurrences, Map<String, Recording> clients)
            throws IOException, InterruptedException {
        long startNs = System.nanoTime();
        try (Clients keeping = Clients.start(keeping(cluster));
                Clients connecting = Clients.start(connecting(cluster))) {
            try {
                Thread.sleep(CALM_MS);
                for (Event event : Event.values()) {
                    session.progress().onStep("event: " + event.label());
                    double from = (System.nanoTime() - startNs) / NS_PER_SECOND;
                    long expectedErrors = event.happenTo(cluster);
                    double to = (System.nanoTime() - startNs) / NS_PER_SECOND + SETTLING_SECONDS;
                    occurrences.add(new Occurrence(event.label(), from, to, expectedErrors));
                    Thread.sleep(CALM_MS);
                }
                keeping.finish();
                connecting.finish();
            } finally {
                // What was seen until an event that did not come to its end is worth a look all the more.
                clients.put(KEEPING, keeping.recording());
                clients.put(CONNECTING, connecting.recording());
            }
        }
    }

    private static ClientPlan keeping(FaultyCluster cluster) {
        return ClientPlan.keeping(cluster.url(), KEEPING_CLIENTS, KEPT_PER_SECOND)
                .inIntervalsOf(INTERVAL_MS);
    }

    private static ClientPlan connecting(FaultyCluster cluster) {
        return ClientPlan.connecting(cluster.url(), CONNECTIONS_PER_SECOND).inIntervalsOf(INTERVAL_MS);
    }

    private ScenarioResult result(List<Occurrence> occurrences, Map<String, Recording> clients, List<String> failures) {
        List<Measurement> measurements = Occurrence.measurements(CALM, occurrences, clients.values());
        return new ScenarioResult(
                description(),
                Stream.concat(Stream.of(CALM), Stream.of(Event.values()).map(Event::label))
                        .toList(),
                Map.of(),
                measurements,
                new EventTimeline(
                        clients, occurrences.stream().map(Occurrence::mark).toList()),
                failures);
    }
}
