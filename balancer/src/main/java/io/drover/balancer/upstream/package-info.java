/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Upstreams: which servers the user's names stand for at any time.
 *
 * <p>{@link io.drover.balancer.upstream.Upstreams} keeps the {@link io.drover.balancer.upstream.Server}s, one for each
 * address, and has their names looked up again and again. Whoever forwards connections is told of every change.
 *
 * <p>Threading: owned by the supervisor thread.
 */
@NullMarked
package io.drover.balancer.upstream;

import org.jspecify.annotations.NullMarked;
