/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.chaos;

import java.util.List;

/** All the scenarios there are. */
public final class ChaosScenarios {
    private ChaosScenarios() {}

    /** Returns those that run where none is named: a few minutes together. */
    public static List<ChaosScenario> standard() {
        return List.of(
                new KillScenario(),
                new StopScenario(),
                new ReloadScenario(),
                new BadReloadScenario(),
                new AllStoppedScenario(),
                new DescriptorsScenario());
    }

    /** Returns those that run only where they are named. */
    public static List<ChaosScenario> onRequest() {
        return List.of(new SoakScenario());
    }
}
