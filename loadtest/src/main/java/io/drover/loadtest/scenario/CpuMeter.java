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
     * @param frontSeconds by the process that accepts, and such as share its work
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

    private final List<Reading> front;
    private final List<Reading> servers;

    private CpuMeter(List<Reading> front, List<Reading> servers) {
        this.front = front;
        this.servers = servers;
    }

    static CpuMeter start(RunningTarget target) throws IOException {
        return new CpuMeter(read(target.frontPids()), read(target.serverPids()));
    }

    /**
     * Returns what was spent since the start.
     *
     * @throws IOException when a process is gone: then the run did not measure what it should have
     */
    Spent spent() throws IOException {
        double frontSeconds =
                since(front).stream().mapToDouble(Double::doubleValue).sum();
        return new Spent(frontSeconds, since(servers));
    }

    private static List<Double> since(List<Reading> before) throws IOException {
        List<Double> seconds = new ArrayList<>();
        for (Reading reading : before) {
            seconds.add(ProcStat.of(reading.pid()).cpuSeconds() - reading.seconds());
        }
        return seconds;
    }

    private static List<Reading> read(List<Long> pids) throws IOException {
        List<Reading> readings = new ArrayList<>();
        for (long pid : pids) {
            readings.add(new Reading(pid, ProcStat.of(pid).cpuSeconds()));
        }
        return readings;
    }
}
