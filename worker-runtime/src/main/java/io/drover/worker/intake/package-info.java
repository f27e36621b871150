/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * How connections get into the worker.
 *
 * <p>Starting points: {@link io.drover.worker.intake.LaneIntake} takes descriptors that the primary passes, {@link
 * io.drover.worker.intake.DirectListener} accepts by itself.
 */
@NullMarked
package io.drover.worker.intake;

import org.jspecify.annotations.NullMarked;
