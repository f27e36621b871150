/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Passing the descriptor of an accepted connection to its worker (unix(7) SCM_RIGHTS), so that no byte of it goes
 * through the primary.
 *
 * <p>Starting points: {@link io.drover.balancer.handoff.HandoffSink} is the data path, {@code Lane} what a descriptor
 * travels on, {@link io.drover.balancer.handoff.HandoffForwarding} how the supervisor sees it. With {@link
 * io.drover.balancer.handoff.SharedListenerForwarding} workers share the listening socket instead.
 */
@NullMarked
package io.drover.balancer.handoff;

import org.jspecify.annotations.NullMarked;
