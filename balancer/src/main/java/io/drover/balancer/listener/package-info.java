/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Listening sockets and accepting on them.
 *
 * <p>Starting points: {@link io.drover.balancer.listener.ListenerTable} opens them for the workers that ask, {@code
 * Acceptor} is the loop of accept(2), {@link io.drover.balancer.listener.Acceptors} is how the supervisor reaches it.
 */
@NullMarked
package io.drover.balancer.listener;

import org.jspecify.annotations.NullMarked;
