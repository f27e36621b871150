/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.scenario;

import io.drover.loadtest.process.ProcStat;
import io.drover.loadtest.undertest.RunningTarget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What CPU time the processes of a target spend while a meter runs.
 *
 * <p>Threading: owned by the thread that runs the scenario.
 */
final class CpuMeter {
    private record Reading(long pid, double seconds) {}

    /**
     * What was spent.
     *
     * @param frontSeconds by the process that accepts
     * @param serverSeconds by each of the servers behind it
     */
    record Spent(double frontSeconds, List<Double> serverSeconds) {

        double totalSeconds() {
            return frontSeconds + serversSeconds();
        }

        /** Returns the part of the busiest among the servers: 0.5 for two that share evenly, 1 without any. */
        double busiestShare() {
            double busiest = serverSeconds.stream()
                    .mapToDouble(Double::doubleValue)
                    .max()
                    .orElse(0);
            return busiest > 0 ? busiest / serversSeconds() : 1;
        }

        double serversSeconds() {
            return serverSeconds.stream().mapToDouble(Double::doubleValue).sum();
        }
    }

    private final Reading front;
    private final List<Reading> servers;

    private CpuMeter(Reading front, List<Reading> servers) {
        this.front = front;
        this.servers = servers;
    }

    static CpuMeter start(RunningTarget target) throws IOException {
        List<Reading> servers = new ArrayList<>();
        for (long pid : target.serverPids()) {
            servers.add(read(pid));
        }
        return new CpuMeter(read(target.front().pid()), servers);
    }

    /**
     * Returns what was spent since the start.
     *
     * @throws IOException when a process is gone: then the run did not measure what it should have
     */
    Spent spent() throws IOException {
        List<Double> serverSeconds = new ArrayList<>();
        for (Reading server : servers) {
            serverSeconds.add(since(server));
        }
        return new Spent(since(front), serverSeconds);
    }

    private static double since(Reading before) throws IOException {
        return read(before.pid()).seconds() - before.seconds();
    }

    private static Reading read(long pid) throws IOException {
        return new Reading(pid, ProcStat.of(pid).cpuSeconds());
    }
}
