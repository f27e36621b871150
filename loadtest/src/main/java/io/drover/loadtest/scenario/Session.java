/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.scenario;

import io.drover.loadtest.tool.LoadTool;
import io.drover.loadtest.undertest.Workbench;
import java.time.Duration;

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
     * @param warmUp before the first run of a target
     */
    public record Load(int connections, int repetitions, Duration duration, Duration warmUp) {}

    /** Is told what happens, for those who wait. */
    @FunctionalInterface
    public interface Progress {
        /** Takes a line. */
        void onStep(String line);
    }
}
