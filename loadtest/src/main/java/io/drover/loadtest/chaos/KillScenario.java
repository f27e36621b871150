/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.chaos;

import io.drover.core.scoreboard.WorkerBlock;
import io.drover.loadtest.generator.ClientCounts;
import io.drover.loadtest.generator.ClientPlan;
import io.drover.loadtest.generator.Clients;
import io.drover.loadtest.generator.ErrorKind;
import io.drover.loadtest.generator.Generator;
import io.drover.loadtest.generator.LoadPlan;
import io.drover.loadtest.process.Signals;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Kills workers one after the other while clients connect as fast as the machine allows. */
final class KillScenario implements ChaosScenario {
    private static final int WORKERS = 3;
    private static final int KILLS = 20;
    private static final int PLAIN_START_EVERY = 4;
    private static final double MS_MORE_THAN_PLAIN = 200;

    /** Of what the machine can do: the starts of JVMs need the rest. */
    private static final double PART_OF_CAPACITY = 0.3;

    private static final double SLOW_PER_SECOND = 150;

    private static final int CALIBRATION_CONNECTIONS = 30;
    private static final long CALIBRATION_MS = 4_000;
    private static final long TIMEOUT_MS = 5_000;
    private static final long LATE_FAILURES_MS = 50;
    private static final double NS_PER_MS = 1e6;
    private static final double NS_PER_SECOND = 1e9;

    /** What the death of the process at the other end looks like. */
    private static final Set<ErrorKind> CUT = Set.of(ErrorKind.RESET, ErrorKind.SHORT_BODY);

    private final LossAccount losses = new LossAccount();
    private final List<Double> replacementMs = new ArrayList<>();
    private final List<Double> plainMs = new ArrayList<>();

    @Override
    public String name() {
        return "kill";
    }

    @Override
    public ChaosResult run(ChaosSession session) throws IOException, InterruptedException {
        int kills = session.settings().roundsOr(KILLS);
        // A second between two crashes of a slot, so that each is the first one to the back-off.
        try (FaultyCluster cluster =
                FaultyCluster.start(session, name(), WORKERS, "--restart-window=1s", "--max-restarts=100")) {
            double rate = rate(session, cluster);
            session.progress().onStep(String.format(Locale.ROOT, "%,.0f new connections/s", rate));
            long startNs = System.nanoTime();
            // Quick requests are hardly ever in a worker's hands; these are, so that there is something to lose.
            ClientPlan slow = ClientPlan.connecting(cluster.slowUrl(), SLOW_PER_SECOND);
            try (Clients quickly = Clients.start(ClientPlan.connecting(cluster.url(), rate));
                    Clients slowly = Clients.start(slow)) {
                List<Clients> clients = List.of(quickly, slowly);
                Thread.sleep(1_000);
                for (int kill = 1; kill <= kills; kill++) {
                    kill(cluster, clients, kill);
                    if (kill % PLAIN_START_EVERY == 1) {
                        plainMs.add(cluster.plainStart().toNanos() / NS_PER_MS);
                    }
                    session.progress()
                            .onStep(String.format(
                                    Locale.ROOT,
                                    "kill %d of %d: replaced after %,.0f ms, %d lost of %d held so far",
                                    kill,
                                    kills,
                                    replacementMs.get(kill - 1),
                                    losses.failed(),
                                    losses.held()));
                }
                ClientCounts counts = quickly.finish().and(slowly.finish());
                return result(counts, counts.requests() / ((System.nanoTime() - startNs) / NS_PER_SECOND));
            }
        }
    }

    private static double rate(ChaosSession session, FaultyCluster cluster) throws IOException, InterruptedException {
        session.progress().onStep("trying how many connections the machine can do");
        try (Generator generator = new Generator()) {
            LoadPlan plan = new LoadPlan(cluster.url(), CALIBRATION_CONNECTIONS, CALIBRATION_MS, true, TIMEOUT_MS);
            generator.run(plan); // warms up
            double capacity = generator.run(plan).requestsPerSecond();
            return Math.max(1, Math.min(session.settings().maxRate(), capacity * PART_OF_CAPACITY));
        }
    }

    private void kill(FaultyCluster cluster, List<Clients> clients, int kill) throws IOException, InterruptedException {
        List<WorkerBlock> workers = cluster.readyWorkers();
        WorkerBlock victim = workers.get(kill % workers.size());
        long victimId = victim.workerId();
        int slot = victim.slot();
        long pid = victim.pid();
        long before = failures(clients);
        long killNs = System.nanoTime();
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        cluster.await("the end of worker " + victimId, () -> !Signals.isAlive(pid));
        // Its block rests until all others have been used, so it still says what the worker had.
        long held = FaultyCluster.held(victim);
        if (victim.workerId() != victimId) {
            throw new IOException("worker " + victimId + ": its block is in use again (expected: its last counts)");
        }
        cluster.await("a replacement of worker " + victimId, () -> isReplaced(cluster, slot, victimId));
        replacementMs.add((System.nanoTime() - killNs) / NS_PER_MS);
        Thread.sleep(LATE_FAILURES_MS);
        losses.add(failures(clients) - before, held);
    }

    private static long failures(List<Clients> clients) throws IOException, InterruptedException {
        long failures = 0;
        for (Clients some : clients) {
            failures += some.counts().failures();
        }
        return failures;
    }

    private static boolean isReplaced(FaultyCluster cluster, int slot, long victimId) {
        return cluster.readyWorkers().stream()
                .anyMatch(worker -> worker.slot() == slot && worker.workerId() > victimId);
    }

    private ChaosResult result(ClientCounts counts, double achievedPerSecond) {
        double replaced = Sorted.median(replacementMs);
        double plain = Sorted.median(plainMs);
        long otherKinds = counts.failed().entrySet().stream()
                .filter(entry -> !CUT.contains(entry.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
        List<Promise> promises = List.of(
                Promise.none(
                        "lost connections that no dead worker had received", losses.unaccounted(counts.failures())),
                Promise.none("failures other than the end of a received connection", otherKinds),
                Promise.none("clients that waited longer than 2 s", counts.hung()),
                Promise.atMost(
                        "replacement ready (median) against a plain start of the application + 200 ms",
                        replaced,
                        plain + MS_MORE_THAN_PLAIN,
                        " ms"));
        List<String> notes = List.of(
                String.format(
                        Locale.ROOT,
                        "%,.0f new connections/s were made, %,d more were due and not made",
                        achievedPerSecond,
                        counts.notMade()),
                String.format(
                        Locale.ROOT,
                        "dead workers held %,d connections, %,d of their clients had no whole answer yet",
                        losses.held(),
                        losses.failed()),
                String.format(
                        Locale.ROOT,
                        "replacement %s ms, plain start %s ms, both under the load",
                        Sorted.range(replacementMs),
                        Sorted.range(plainMs)));
        return new ChaosResult(
                name(),
                losses.deaths() + " workers of " + WORKERS + " killed",
                Clienteles.of(counts),
                promises,
                notes,
                "");
    }
}
