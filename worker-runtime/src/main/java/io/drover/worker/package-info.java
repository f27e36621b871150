/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What runs inside a worker JVM.
 *
 * <p>Starting points: {@link io.drover.worker.WorkerRuntime} is the whole public API. Behind it stands a membership: in
 * a cluster ({@code ClusterMembership}) or alone ({@code StandaloneMembership}), so that an app runs the same both ways.
 */
@NullMarked
package io.drover.worker;

import org.jspecify.annotations.NullMarked;
