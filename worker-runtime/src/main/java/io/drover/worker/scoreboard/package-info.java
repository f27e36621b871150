/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What the worker publishes about itself: {@link io.drover.worker.scoreboard.Heartbeat}. */
@NullMarked
package io.drover.worker.scoreboard;

import org.jspecify.annotations.NullMarked;
