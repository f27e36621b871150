/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.loadtest.generator.ClientCounts;
import io.drover.loadtest.generator.ClientPlan;
import io.drover.loadtest.generator.Clients;
import io.drover.loadtest.process.Footprint;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Injects faults of all kinds for a long time, and looks for what they leave behind. */
final class SoakScenario implements ChaosScenario {
    private static final Duration LENGTH = Duration.ofMinutes(10);
    private static final int KEEPING_CLIENTS = 30;
    private static final double KEPT_REQUESTS_PER_SECOND = 300;
    private static final double CONNECTIONS_PER_SECOND = 200;
    private static final int LONGEST_PAUSE_MS = 2_000;
    private static final long SETTLING_MS = 3_000;

    @Override
    public String name() {
        return "soak";
    }

    @Override
    public ChaosResult run(ChaosSession session) throws IOException, InterruptedException {
        Random random = new Random(session.settings().seed());
        long endNs = System.nanoTime() + session.settings().durationOr(LENGTH).toNanos();
        try (FaultyCluster cluster = FaultyCluster.start(
                        session,
                        name(),
                        SoakFaults.WORKERS,
                        "--restart-window=1s",
                        "--max-restarts=100",
                        "--ready-timeout=10s",
                        "--probe=" + session.settings().path());
                Clients keeping =
                        Clients.start(ClientPlan.keeping(cluster.url(), KEEPING_CLIENTS, KEPT_REQUESTS_PER_SECOND));
                Clients connecting = Clients.start(ClientPlan.connecting(cluster.url(), CONNECTIONS_PER_SECOND))) {
            SoakFaults faults = new SoakFaults(
                    cluster, List.of(keeping, connecting), session.bench().files(), random);
            for (SoakFault each : SoakFault.values()) {
                inject(session, faults, each);
            }
            faults.settle();
            Thread.sleep(SETTLING_MS);
            Footprint before = Footprint.of(cluster.primaryPid(), cluster.folders());
            while (System.nanoTime() < endNs) {
                Thread.sleep(random.nextInt(LONGEST_PAUSE_MS));
                inject(session, faults, List.of(SoakFault.values()).get(random.nextInt(SoakFault.values().length)));
            }
            faults.settle();
            Thread.sleep(SETTLING_MS);
            // With the clients still there, as it was taken before.
            Footprint after = Footprint.of(cluster.primaryPid(), cluster.folders());
            ClientCounts counts = keeping.finish().and(connecting.finish());
            Thread.sleep(SETTLING_MS);
            return result(session, counts, faults, new Growth(before, after), openCounts(cluster));
        }
    }

    private static void inject(ChaosSession session, SoakFaults faults, SoakFault fault)
            throws IOException, InterruptedException {
        session.progress().onStep("soak: " + fault);
        faults.inject(fault);
    }

    /** Returns what the workers have open by the primary's own words, some connections or none. */
    private static long openCounts(FaultyCluster cluster) throws IOException, InterruptedException {
        FaultyCluster.Said said = cluster.command("status", "--json");
        JsonNode status = new ObjectMapper().readTree(String.join("", said.output()));
        if (said.exitCode() != 0 || !status.path("workers").isArray()) {
            throw new IOException("status: exit code " + said.exitCode() + ", " + said.errors());
        }
        long open = 0;
        for (JsonNode worker : status.path("workers")) {
            open += Math.abs(worker.path("openConnections").asLong());
        }
        return open;
    }

    private ChaosResult result(ChaosSession session, ClientCounts counts, SoakFaults faults, Growth growth, long open) {
        List<Promise> promises = new ArrayList<>();
        promises.add(Promise.none("open connections by the counts in the end", open));
        promises.addAll(growth.promises());
        promises.add(Promise.none(
                "lost connections that no dead worker had received",
                faults.losses().unaccounted(counts.failures())));
        promises.add(Promise.none("clients that waited longer than 2 s", counts.hung()));
        promises.add(Promise.none(
                "commands that ended otherwise than they should",
                faults.surprises().size()));
        List<String> notes = new ArrayList<>();
        notes.add("seed " + session.settings().seed() + "; faults: " + faults.injected());
        notes.add("dead workers held " + faults.losses().held() + " connections, "
                + faults.losses().failed() + " of their clients had no whole answer yet");
        notes.add("primary before: " + growth.before() + ", after: " + growth.after());
        notes.addAll(faults.surprises());
        int all =
                faults.injected().values().stream().mapToInt(Integer::intValue).sum();
        return new ChaosResult(name(), all + " random faults", Clienteles.of(counts), promises, notes, "");
    }
}
