/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The primary's end of the control socket.
 *
 * <p>Starting points: {@link io.drover.balancer.control.ControlServer} accepts workers, {@link
 * io.drover.balancer.control.WorkerSession} is one worker's connection, {@link
 * io.drover.balancer.control.SessionEvents} is what the supervisor makes of it.
 *
 * <p>Threading: everything here is owned by the supervisor thread.
 */
@NullMarked
package io.drover.balancer.control;

import org.jspecify.annotations.NullMarked;
