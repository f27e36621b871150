/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The seam between accepting connections and getting them to workers.
 *
 * <p>Starting points: {@link io.drover.balancer.dispatch.ConnectionSink} is what an acceptor does with a connection,
 * {@link io.drover.balancer.dispatch.Forwarding} is one way of getting connections to workers, as the supervisor uses
 * it, {@link io.drover.balancer.dispatch.WorkerDirectory} says who may get any.
 */
@NullMarked
package io.drover.balancer.dispatch;

import org.jspecify.annotations.NullMarked;
