/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What happens in a cluster, as values: {@link io.drover.balancer.events.ClusterEvent}. The supervisor makes them;
 * whoever is interested implements {@link io.drover.balancer.events.ClusterListener}.
 */
@NullMarked
package io.drover.balancer.events;

import org.jspecify.annotations.NullMarked;
