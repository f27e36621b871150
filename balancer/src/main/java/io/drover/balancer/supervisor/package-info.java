/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The lives of the workers.
 *
 * <p>Starting points: {@link io.drover.balancer.supervisor.Supervisor} is the loop, {@code WorkerHandle} a worker as the
 * primary sees it, {@code RollingReload} and {@code ClusterStop} the two things that take longer than a moment.
 *
 * <p>Threading: owned by the supervisor thread, except {@code WorkerOutput}.
 */
@NullMarked
package io.drover.balancer.supervisor;

import org.jspecify.annotations.NullMarked;
