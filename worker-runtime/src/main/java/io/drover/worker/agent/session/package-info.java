/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The agent's membership in the cluster, on the JDK's own channels: a server may bind the moment it starts, and what has
 * to be loaded until then it waits for. That is also why nothing on the way to the first bind is a lambda: the JDK puts
 * the first ones together at run time, which takes longer than all that is said to the primary.
 *
 * <p>Starting points: {@link io.drover.worker.agent.session.AgentSession} joins, answers and leaves,
 * {@link io.drover.worker.agent.session.PrimaryConnection} carries what is said.
 */
@NullMarked
package io.drover.worker.agent.session;

import org.jspecify.annotations.NullMarked;
