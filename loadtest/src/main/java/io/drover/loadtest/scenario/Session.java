/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.scenario;

import io.drover.loadtest.tool.LoadTool;
import io.drover.loadtest.undertest.Target;
import io.drover.loadtest.undertest.Workbench;
import java.time.Duration;
import java.util.List;

/**
 * What all scenarios of a command have in common.
 *
 * @param bench where targets are started
 * @param tool what makes the load
 * @param load how much, and for how long
 * @param progress is told what happens
 */
public record Session(Workbench bench, LoadTool tool, Load load, Progress progress) {
    /**
     * How much load, and for how long.
     *
     * @param connections at a time
     * @param repetitions of every run; they alternate between the targets
     * @param duration of every run
     * @param warmUp before the first run of a target, for each of its JVMs
     */
    public record Load(int connections, int repetitions, Duration duration, Duration warmUp) {
        private static final double MS_PER_SECOND = 1e3;

        /** What a large cluster takes longer for is done by many cores at a time. */
        private static final int MOST_WARM_UPS = 4;

        /** Returns how long a target is warmed up: of a cluster each worker has to get its part of the requests. */
        public Duration warmUpOf(Target target) {
            return warmUp.multipliedBy(Math.min(MOST_WARM_UPS, target.jvms()));
        }

        /** Returns the same load in runs of another length. */
        public Load lasting(Duration time) {
            return new Load(connections, repetitions, time, warmUp);
        }

        /** Returns the same load on another number of connections. */
        public Load over(int count) {
            return new Load(count, repetitions, duration, warmUp);
        }

        /** Returns it for a report. */
        public List<String> words(String tool) {
            return List.of("Load: " + connections + " connections, made by " + tool + "; " + repetitions
                    + " repetitions of " + duration.toMillis() / MS_PER_SECOND + " s in turn, after "
                    + warmUp.toMillis() / MS_PER_SECOND
                    + " s of warm-up for each JVM. Bars are medians, whiskers the least and the"
                    + " greatest; ratios are made pair by pair.");
        }
    }

    /** Returns the same for another load. */
    Session with(Load other) {
        return new Session(bench, tool, other, progress);
    }

    /** Is told what happens, for those who wait. */
    @FunctionalInterface
    public interface Progress {
        /** Takes a line. */
        void onStep(String line);
    }
}
