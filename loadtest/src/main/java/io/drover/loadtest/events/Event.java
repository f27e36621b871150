/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.events;

import io.drover.core.scoreboard.WorkerBlock;
import io.drover.loadtest.chaos.FaultyCluster;
import io.drover.loadtest.process.Signals;
import java.io.IOException;
import java.util.Comparator;

/** Something that happens to a cluster. */
enum Event {
    /** Every worker is replaced by one of the next generation. */
    RELOAD("reload") {
        @Override
        long happenTo(FaultyCluster cluster) throws IOException, InterruptedException {
            expectSuccess(cluster.command("reload"), "reload");
            return 0;
        }
    },

    /** A worker is killed; the requests in its hands are lost with it. */
    KILL("worker killed") {
        @Override
        long happenTo(FaultyCluster cluster) throws IOException, InterruptedException {
            int workers = cluster.readyWorkers().size();
            WorkerBlock victim = busiest(cluster);
            long pid = victim.pid();
            Signals.send("KILL", pid);
            cluster.await("the end of process " + pid, () -> !Signals.isAlive(pid));
            long held = FaultyCluster.held(victim);
            cluster.awaitReady(workers);
            return held;
        }
    },

    /** All threads of a worker stand still, as while a collector stops the world. */
    PAUSE("GC pause, 1 s") {
        @Override
        long happenTo(FaultyCluster cluster) throws IOException, InterruptedException {
            long pid = busiest(cluster).pid();
            Signals.stop(pid);
            Thread.sleep(PAUSE_MS);
            Signals.send("CONT", pid);
            return 0;
        }
    },

    /** Requests keep the event loop of a worker from the others. */
    SLOW("slow worker") {
        @Override
        long happenTo(FaultyCluster cluster) throws IOException, InterruptedException {
            SlowWorker.slowDown(cluster, busiest(cluster).pid(), SLOW_MS);
            return 0;
        }
    },

    /** One worker more. */
    SCALE_UP("scale up") {
        @Override
        long happenTo(FaultyCluster cluster) throws IOException, InterruptedException {
            int workers = cluster.readyWorkers().size() + 1;
            expectSuccess(cluster.command("scale", Integer.toString(workers)), "scale");
            cluster.awaitReady(workers);
            return 0;
        }
    };

    private static final long PAUSE_MS = 1_000;
    private static final long SLOW_MS = 3_000;

    private final String label;

    Event(String label) {
        this.label = label;
    }

    /** Returns the words for a table and a chart. */
    String label() {
        return label;
    }

    /**
     * Makes it happen and waits until it is over.
     *
     * @return how many requests may fail of it: those that were in the hands of a worker that was killed
     */
    abstract long happenTo(FaultyCluster cluster) throws IOException, InterruptedException;

    /** After the death of a worker those that keep their connections have all gone to the others. */
    private static WorkerBlock busiest(FaultyCluster cluster) throws IOException {
        return cluster.readyWorkers().stream()
                .max(Comparator.comparingLong(FaultyCluster::held))
                .orElseThrow(() -> new IOException("ready workers: none (expected: one to be hurt)"));
    }

    private static void expectSuccess(FaultyCluster.Said said, String command) throws IOException {
        if (said.exitCode() != 0) {
            throw new IOException(command + ": exit code " + said.exitCode() + " (expected: 0), "
                    + String.join(" / ", said.errors()));
        }
    }
}
