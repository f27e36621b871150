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
import java.time.Duration;
import java.util.List;

/** Stops one of two workers for a while, and lets it go on. */
final class StopScenario implements ChaosScenario {
    private static final Duration STOPPED = Duration.ofSeconds(5);
    private static final double CONNECTIONS_PER_SECOND = 500;
    private static final long LONGEST_WAIT_MS = 1_000;
    private static final long BEFORE_AND_AFTER_MS = 2_000;

    @Override
    public String name() {
        return "stop";
    }

    @Override
    public ChaosResult run(ChaosSession session) throws IOException, InterruptedException {
        Duration stopped = session.settings().durationOr(STOPPED);
        try (FaultyCluster cluster = FaultyCluster.start(session, name(), 2);
                Clients clients = Clients.start(ClientPlan.connecting(cluster.url(), CONNECTIONS_PER_SECOND)
                        .patientFor(stopped.toMillis() + 10_000))) {
            Thread.sleep(BEFORE_AND_AFTER_MS);
            WorkerBlock victim = cluster.readyWorkers().get(0);
            session.progress().onStep("worker " + victim.workerId() + " stopped for " + stopped.toMillis() + " ms");
            Signals.stop(victim.pid());
            long stoppedNs = System.nanoTime();
            long held = FaultyCluster.held(victim);
            long receivedBefore = victim.received();
            Thread.sleep(stopped.toMillis());
            Signals.send("CONT", victim.pid());
            Thread.sleep(BEFORE_AND_AFTER_MS);
            long receivedAfter = victim.received() - receivedBefore;
            return result(clients.finish(), stoppedNs, held, receivedAfter, stopped);
        }
    }

    private ChaosResult result(ClientCounts counts, long stoppedNs, long held, long receivedAfter, Duration stopped) {
        Waits all = new Waits(counts.notable());
        Waits fresh = all.begunFrom(stoppedNs);
        long apart = all.begunBefore(stoppedNs).longerThanMs(LONGEST_WAIT_MS);
        List<Promise> promises = List.of(
                Promise.none("new connections that waited longer than 1 s", fresh.longerThanMs(LONGEST_WAIT_MS)),
                Promise.countAtMost("older ones that did, of those the stopped worker had received", apart, held),
                Promise.none("failed requests", counts.failures()),
                Promise.countAtLeast("connections of the worker after it went on", receivedAfter, 1));
        List<String> notes =
                List.of(apart + " of " + held + " connections that the worker had received waited for it to go on");
        return new ChaosResult(
                name(),
                "1 worker of 2 stopped for " + stopped.toMillis() / 1e3 + " s",
                Clienteles.of(counts, fresh),
                promises,
                notes,
                "");
    }
}
