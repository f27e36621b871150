/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.scenario;

/** A comparison of targets that serve the same load. */
public interface Scenario {
    /** Returns what it is. */
    Description description();

    /** Runs it. What fails is in the result; only an interruption ends it early. */
    ScenarioResult run(Session session) throws InterruptedException;
}
