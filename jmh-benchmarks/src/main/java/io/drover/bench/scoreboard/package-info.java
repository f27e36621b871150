/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What it costs to look at the scoreboard and to write on it.
 *
 * <p>Starting points: {@link io.drover.bench.scoreboard.ScoreboardBenchmark}.
 *
 * <p>Threading: owned by the measuring threads.
 */
@NullMarked
package io.drover.bench.scoreboard;

import org.jspecify.annotations.NullMarked;
