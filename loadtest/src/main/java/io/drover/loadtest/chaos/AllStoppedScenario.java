/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.chaos;

import io.drover.core.scoreboard.WorkerBlock;
import io.drover.loadtest.generator.ClientCounts;
import io.drover.loadtest.generator.ClientPlan;
import io.drover.loadtest.generator.Clients;
import io.drover.loadtest.process.Signals;
import java.io.IOException;
import java.util.List;

/** Opens connections while no worker can take any. */
final class AllStoppedScenario implements ChaosScenario {
    private static final long CONNECTIONS = 300;
    private static final double CONNECTIONS_PER_SECOND = 600;
    private static final long STOPPED_MS = 3_000;

    @Override
    public String name() {
        return "all-stopped";
    }

    @Override
    public ChaosResult run(ChaosSession session) throws IOException, InterruptedException {
        try (FaultyCluster cluster = FaultyCluster.start(session, name(), 2)) {
            List<WorkerBlock> workers = cluster.readyWorkers();
            for (WorkerBlock worker : workers) {
                Signals.stop(worker.pid());
            }
            session.progress().onStep("both workers are stopped, " + CONNECTIONS + " clients come");
            try (Clients clients = Clients.start(ClientPlan.connecting(cluster.url(), CONNECTIONS_PER_SECOND)
                    .atMost(CONNECTIONS)
                    .patientFor(STOPPED_MS + 15_000))) {
                Thread.sleep(STOPPED_MS);
                ClientCounts whileStopped = clients.counts();
                long resumedNs = System.nanoTime();
                for (WorkerBlock worker : workers) {
                    Signals.send("CONT", worker.pid());
                }
                return result(clients.finish(), whileStopped, resumedNs);
            }
        }
    }

    private ChaosResult result(ClientCounts counts, ClientCounts whileStopped, long resumedNs) {
        Waits sinceResumed = new Waits(counts.notable()).countedFrom(resumedNs);
        List<Promise> promises = List.of(
                Promise.all(
                        "connections that were open while all workers were stopped",
                        whileStopped.underWay(),
                        CONNECTIONS),
                Promise.all("of them answered", counts.answered(), CONNECTIONS),
                Promise.none(
                        "clients that waited longer than 2 s from the moment the workers went on",
                        sinceResumed.longerThanMs(2_000)));
        return new ChaosResult(
                name(),
                "all workers stopped for " + STOPPED_MS / 1_000 + " s",
                Clienteles.of(counts, sinceResumed),
                promises,
                List.of("waits are counted from the moment the workers went on"),
                "");
    }
}
