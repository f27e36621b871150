/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.chaos;

import io.drover.loadtest.scenario.Session.Progress;
import io.drover.loadtest.undertest.Workbench;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all scenarios of a command have in common.
 *
 * @param bench where clusters are started
 * @param settings how much is done
 * @param progress is told what happens
 */
public record ChaosSession(Workbench bench, Settings settings, Progress progress) {
    private static final List<String> SAMPLE_APP_ARGUMENTS =
            List.of("--host=127.0.0.1", "--port={port}", "--threads=1");

    /** Returns one for clusters of the sample application, and for those who have scenarios of their own. */
    public static ChaosSession ofSample(Workbench bench, Progress progress) {
        Settings settings = new Settings(null, 0, 1, 0, FaultyCluster.SAMPLE_PATH, SAMPLE_APP_ARGUMENTS);
        return new ChaosSession(bench, settings, progress);
    }

    /**
     * How much is done.
     *
     * @param duration of the soak, or of a stop; null for their own
     * @param rounds how many kills or reloads; 0 for their own
     * @param maxRate of new connections a second while workers are killed
     * @param seed for the choice of faults in the soak
     * @param path the page that clients ask for
     * @param appArguments of the application; <code>{port}</code> in them stands for the port
     */
    public record Settings(
            @Nullable Duration duration, int rounds, int maxRate, long seed, String path, List<String> appArguments) {
        /** Copies what it is given. */
        public Settings {
            appArguments = List.copyOf(appArguments);
        }

        Duration durationOr(Duration own) {
            return duration == null ? own : duration;
        }

        int roundsOr(int own) {
            return rounds == 0 ? own : rounds;
        }
    }
}
