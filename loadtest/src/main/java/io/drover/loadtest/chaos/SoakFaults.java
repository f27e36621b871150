/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.chaos;

import io.drover.core.scoreboard.WorkerBlock;
import io.drover.loadtest.generator.Clients;
import io.drover.loadtest.process.Signals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Injects the faults of the soak, one at a time, and counts them.
 *
 * <p>Threading: confined to the scenario's thread.
 */
final class SoakFaults {
    static final int WORKERS = 3;
    private static final int MOST_WORKERS = 4;
    private static final int FEWEST_WORKERS = 2;
    private static final int LONGEST_STOP_MS = 1_200;
    private static final int SHORTEST_STOP_MS = 200;
    private static final long LATE_FAILURES_MS = 50;

    private final FaultyCluster cluster;
    private final List<Clients> clients;
    private final Path folder;
    private final RandomGenerator random;
    private final LossAccount losses = new LossAccount();
    private final Map<SoakFault, Integer> injected = new EnumMap<>(SoakFault.class);
    private final List<String> surprises = new ArrayList<>();
    private int workers = WORKERS;

    SoakFaults(FaultyCluster cluster, List<Clients> clients, Path folder, RandomGenerator random) {
        this.cluster = cluster;
        this.clients = List.copyOf(clients);
        this.folder = folder;
        this.random = random;
    }

    LossAccount losses() {
        return losses;
    }

    /** Returns how often each was injected. */
    Map<SoakFault, Integer> injected() {
        return injected;
    }

    /** Returns what did not go as it should have. */
    List<String> surprises() {
        return surprises;
    }

    /** Injects one, and waits until the cluster is whole again. */
    void inject(SoakFault fault) throws IOException, InterruptedException {
        switch (fault) {
            case KILL -> kill();
            case STOP -> stop();
            case RELOAD -> expect(0, cluster.command("reload"), "reload");
            case SCALE_UP -> scale(Math.min(MOST_WORKERS, workers + 1));
            case SCALE_DOWN -> scale(Math.max(FEWEST_WORKERS, workers - 1));
            case BAD_RELOAD -> badReload();
        }
        injected.merge(fault, 1, Integer::sum);
        cluster.awaitReady(workers);
    }

    /** Goes back to as many workers as there were at first. */
    void settle() throws IOException, InterruptedException {
        scale(WORKERS);
        cluster.awaitReady(WORKERS);
    }

    private void kill() throws IOException, InterruptedException {
        long before = failures();
        WorkerBlock victim = anyWorker();
        long pid = victim.pid();
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        cluster.await("the end of process " + pid, () -> !Signals.isAlive(pid));
        long held = FaultyCluster.held(victim);
        cluster.awaitReady(workers);
        Thread.sleep(LATE_FAILURES_MS);
        losses.add(failures() - before, held);
    }

    private void stop() throws IOException, InterruptedException {
        long pid = anyWorker().pid();
        Signals.stop(pid);
        Thread.sleep(random.nextInt(SHORTEST_STOP_MS, LONGEST_STOP_MS));
        Signals.send("CONT", pid);
    }

    private void scale(int count) throws IOException, InterruptedException {
        expect(0, cluster.command("scale", Integer.toString(count)), "scale " + count);
        workers = count;
    }

    private void badReload() throws IOException, InterruptedException {
        BadJar bad = List.of(BadJar.values()).get(random.nextInt(BadJar.values().length));
        bad.deployTo(cluster, folder);
        expect(1, cluster.command("reload"), "reload into a jar: " + bad.label());
        cluster.deployWorking();
    }

    private void expect(int exitCode, FaultyCluster.Said said, String command) {
        if (said.exitCode() != exitCode) {
            surprises.add(command + ": exit code " + said.exitCode() + " (expected: " + exitCode + ") "
                    + String.join(" / ", said.errors()));
        }
    }

    private WorkerBlock anyWorker() {
        List<WorkerBlock> ready = cluster.readyWorkers();
        return ready.get(random.nextInt(ready.size()));
    }

    private long failures() throws IOException, InterruptedException {
        long failures = 0;
        for (Clients some : clients) {
            failures += some.counts().failures();
        }
        return failures;
    }
}
