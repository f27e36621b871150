/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The shared-memory table through which workers show the primary how they are, without a message or a system call.
 *
 * <p>Starting points: {@link io.drover.core.scoreboard.ScoreboardLayout} has the bytes,
 * {@link io.drover.core.scoreboard.WorkerBlock} one worker's part of them.
 *
 * <p>Threading: every word has one writing process; reads acquire, writes release.
 */
@NullMarked
package io.drover.core.scoreboard;

import org.jspecify.annotations.NullMarked;
