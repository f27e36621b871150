/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The worker's end of the control socket: {@link io.drover.worker.control.ControlClient}.
 *
 * <p>Threading: everything here happens on the control loop, which the app never blocks.
 */
@NullMarked
package io.drover.worker.control;

import org.jspecify.annotations.NullMarked;
