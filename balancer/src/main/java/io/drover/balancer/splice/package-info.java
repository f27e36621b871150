/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Relaying: the connection ends here, and its bytes go to a backend over a connection of our own, in the kernel where
 * they are many (splice(2)).
 *
 * <p>A {@link io.drover.balancer.splice.SplicedConnection} has two {@link io.drover.balancer.splice.RelayEnd}s, one for
 * the client and one for the backend, and a {@link io.drover.balancer.splice.FlowPair} with a flow for each direction,
 * which know nothing of each other: that is what makes half-closed connections work. A {@link
 * io.drover.balancer.splice.RelayLoop} is one thread with all that its connections share.
 */
@NullMarked
package io.drover.balancer.splice;

import org.jspecify.annotations.NullMarked;
