/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What becomes of measurements: medians, ratios, a table for the terminal and a file for programs.
 *
 * <p>Starting points: {@link io.drover.loadtest.report.ScenarioText} and {@link io.drover.loadtest.report.ResultFile}.
 *
 * <p>Threading: everything is immutable or used by one thread.
 */
@NullMarked
package io.drover.loadtest.report;

import org.jspecify.annotations.NullMarked;
