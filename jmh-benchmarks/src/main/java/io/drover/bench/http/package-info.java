/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What the head of an HTTP request costs who looks at it, or changes it.
 *
 * <p>Starting points: {@link io.drover.bench.http.HttpHeadBenchmark}.
 *
 * <p>Threading: owned by the measuring thread.
 */
@NullMarked
package io.drover.bench.http;

import org.jspecify.annotations.NullMarked;
