/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What is compared, and how: scenarios start targets, load them in turn and keep every measurement.
 *
 * <p>Starting points: {@link io.drover.loadtest.scenario.StandardScenarios} is the list, {@link
 * io.drover.loadtest.scenario.LoadScenario} the course of events.
 *
 * <p>Threading: everything happens on the thread that runs the scenario.
 */
@NullMarked
package io.drover.loadtest.scenario;

import org.jspecify.annotations.NullMarked;
