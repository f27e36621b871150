/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Compares the results of two runs of the benchmarks, and tells what has become worse.
 *
 * <p>Starting point: {@link io.drover.bench.compare.CompareResults}, which is a command.
 *
 * <p>Threading: everything is immutable.
 */
@NullMarked
package io.drover.bench.compare;

import org.jspecify.annotations.NullMarked;
