/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What it costs to tell a backend who the client is, and to be told.
 *
 * <p>Starting points: {@link io.drover.bench.proxyprotocol.ProxyHeaderBenchmark}.
 *
 * <p>Threading: owned by the measuring thread.
 */
@NullMarked
package io.drover.bench.proxyprotocol;

import org.jspecify.annotations.NullMarked;
