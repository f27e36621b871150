/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Benchmarks of the parts of which a connection's way is made. Each package has the name of the one it measures.
 *
 * <p>Starting points: {@link io.drover.bench.scheduling.SchedulingPolicyBenchmark} and
 * {@link io.drover.bench.handoff.LaneBenchmark}, whose figures the project promises;
 * {@link io.drover.bench.WorkersInOneProcess} is what stands in for a cluster.
 *
 * <p>Threading: everything is owned by the one thread that measures, unless a benchmark says otherwise.
 */
@NullMarked
package io.drover.bench;

import org.jspecify.annotations.NullMarked;
