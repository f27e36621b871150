/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What primary and worker say to each other over the control socket.
 *
 * <p>Starting points: {@link io.drover.core.control.ControlMessage} lists all messages and their order,
 * {@link io.drover.core.control.ControlFrameLayout} has the bytes, {@link io.drover.core.control.WorkerEnvironment} is
 * how a new worker finds its primary.
 */
@NullMarked
package io.drover.core.control;

import org.jspecify.annotations.NullMarked;
