/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What it costs to turn control messages into bytes and back.
 *
 * <p>Starting points: {@link io.drover.bench.control.ControlCodecBenchmark}.
 *
 * <p>Threading: owned by the measuring thread.
 */
@NullMarked
package io.drover.bench.control;

import org.jspecify.annotations.NullMarked;
