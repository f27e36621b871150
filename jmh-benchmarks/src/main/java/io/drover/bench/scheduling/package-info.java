/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What it costs to choose a worker.
 *
 * <p>Starting points: {@link io.drover.bench.scheduling.SchedulingPolicyBenchmark}.
 *
 * <p>Threading: owned by the measuring thread.
 */
@NullMarked
package io.drover.bench.scheduling;

import org.jspecify.annotations.NullMarked;
