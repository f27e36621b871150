/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What it costs to pass a connection to a worker.
 *
 * <p>Starting points: {@link io.drover.bench.handoff.LaneBenchmark}, and for scale
 * {@link io.drover.bench.handoff.AcceptBenchmark}.
 *
 * <p>Threading: owned by the measuring thread.
 */
@NullMarked
package io.drover.bench.handoff;

import org.jspecify.annotations.NullMarked;
