/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Which worker gets a connection: pure functions over a set of candidates, without I/O, clock or lock.
 *
 * <p>Starting points: {@link io.drover.core.scheduling.SchedulingPolicy} is the contract,
 * {@link io.drover.core.scheduling.SchedulingPolicies} finds one by its name.
 *
 * <p>Threading: a policy instance belongs to one listener and is called by one acceptor thread only.
 */
@NullMarked
package io.drover.core.scheduling;

import org.jspecify.annotations.NullMarked;
