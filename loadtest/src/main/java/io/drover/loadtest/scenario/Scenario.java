/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.scenario;

/** A comparison of targets that serve the same load. */
public interface Scenario {
    /** Returns what it is. */
    Description description();

    /** Returns about how long everything but the runs takes: starts and warm-ups. */
    double preparationSeconds(Session.Load load);

    /** Returns how many runs of the chosen duration it makes. */
    int runs(Session.Load load);

    /** Runs it. What fails is in the result; only an interruption ends it early. */
    ScenarioResult run(Session session) throws InterruptedException;
}
