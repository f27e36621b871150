/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What it costs to relay bytes instead of passing the connection.
 *
 * <p>Starting point: {@link io.drover.bench.splice.RelayBenchmark}.
 *
 * <p>Threading: owned by the measuring thread.
 */
@NullMarked
package io.drover.bench.splice;

import org.jspecify.annotations.NullMarked;
