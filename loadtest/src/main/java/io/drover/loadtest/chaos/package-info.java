/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Faults that are injected into a real cluster while clients run, and what came of them against what is promised.
 *
 * <p>Starting points: {@link io.drover.loadtest.chaos.ChaosScenarios}, {@link io.drover.loadtest.chaos.FaultyCluster},
 * and {@link io.drover.loadtest.chaos.Promise} for the verdicts.
 *
 * <p>Threading: a scenario runs on the thread of the command; its clients have event loops of their own.
 */
@NullMarked
package io.drover.loadtest.chaos;

import org.jspecify.annotations.NullMarked;
