/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.chaos;

import io.drover.core.scoreboard.WorkerBlock;
import io.drover.loadtest.generator.ClientCounts;
import io.drover.loadtest.generator.ClientPlan;
import io.drover.loadtest.generator.Clients;
import io.drover.loadtest.process.DescriptorLimit;
import io.drover.loadtest.process.ProcStat;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Gives workers more clients than they may have descriptors. */
final class DescriptorsScenario implements ChaosScenario {
    private static final int LIMIT = 1_024;
    private static final int CLIENTS = 5_000;
    private static final int OWN_DESCRIPTORS = CLIENTS + 200;
    private static final double ARRIVALS_PER_SECOND = 2_500;
    private static final long PATIENCE_MS = 90_000;
    private static final long SETTLING_MS = 4_000;
    private static final long MEASURED_MS = 5_000;
    private static final double LATER_PER_SECOND = 200;
    private static final long LATER_MS = 3_000;
    private static final double MOST_OF_A_CORE = 20;
    private static final double PERCENT = 100;
    private static final double MS_PER_SECOND = 1e3;
    private static final double NS_PER_SECOND = 1e9;

    @Override
    public String name() {
        return "descriptors";
    }

    @Override
    public ChaosResult run(ChaosSession session) throws IOException, InterruptedException {
        requireOwnDescriptors();
        try (FaultyCluster cluster = FaultyCluster.startLimited(session, name(), 2, LIMIT)) {
            session.progress().onStep(CLIENTS + " clients come and stay");
            ClientCounts saturated;
            ClientCounts crowd;
            double busy;
            long recoveryNs;
            try (Clients clients = Clients.start(ClientPlan.keeping(cluster.url(), CLIENTS, ARRIVALS_PER_SECOND)
                    .patientFor(PATIENCE_MS))) {
                Thread.sleep((long) (CLIENTS / ARRIVALS_PER_SECOND * MS_PER_SECOND) + SETTLING_MS);
                double before = ProcStat.of(cluster.primaryPid()).cpuSeconds();
                Thread.sleep(MEASURED_MS);
                busy = (ProcStat.of(cluster.primaryPid()).cpuSeconds() - before)
                        * PERCENT
                        * MS_PER_SECOND
                        / MEASURED_MS;
                saturated = clients.counts();
                session.progress().onStep(saturated.underWay() + " wait; the others leave");
                long leavingNs = System.nanoTime();
                crowd = clients.finish();
                recoveryNs = System.nanoTime() - leavingNs;
            }
            return afterwards(session, cluster, saturated, crowd, busy, recoveryNs);
        }
    }

    private ChaosResult afterwards(
            ChaosSession session,
            FaultyCluster cluster,
            ClientCounts saturated,
            ClientCounts crowd,
            double busy,
            long recoveryNs)
            throws IOException, InterruptedException {
        session.progress().onStep("later clients come");
        List<WorkerBlock> workers = cluster.readyWorkers();
        List<Long> received = workers.stream().map(WorkerBlock::received).toList();
        ClientCounts later;
        try (Clients clients = Clients.start(ClientPlan.connecting(cluster.url(), LATER_PER_SECOND))) {
            Thread.sleep(LATER_MS);
            later = clients.finish();
        }
        long serving = 0;
        for (int i = 0; i < workers.size(); i++) {
            serving += workers.get(i).received() > received.get(i) ? 1 : 0;
        }
        List<Promise> promises = List.of(
                Promise.countAtLeast("clients that waited while no descriptor was free", saturated.underWay(), 1_000),
                Promise.atMost("primary while saturated, of a core", busy, MOST_OF_A_CORE, " %"),
                Promise.none("clients of the crowd without an answer in the end", crowd.failures()),
                Promise.none("failed requests afterwards", later.failures()),
                Promise.none("later clients that waited longer than 2 s", later.hung()),
                Promise.all("workers that serve afterwards", serving, 2));
        return new ChaosResult(
                name(),
                String.format(Locale.ROOT, "%,d clients, 2 workers with %,d descriptors each", CLIENTS, LIMIT),
                Clienteles.of(crowd.and(later), new Waits(later.notable())),
                promises,
                List.of(
                        String.format(
                                Locale.ROOT,
                                "all who waited were answered %.1f s after the others began to leave",
                                recoveryNs / NS_PER_SECOND),
                        "waits are those of the later clients"),
                "");
    }

    private static void requireOwnDescriptors() throws IOException {
        long own = DescriptorLimit.descriptors();
        if (own < OWN_DESCRIPTORS) {
            throw new IOException("descriptors of this process: " + own + " (expected: at least " + OWN_DESCRIPTORS
                    + "; ulimit -Hn " + OWN_DESCRIPTORS + ")");
        }
    }
}
