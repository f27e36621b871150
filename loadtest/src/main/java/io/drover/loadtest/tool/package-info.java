/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What makes the load: the project's own generator, or wrk where it is installed.
 *
 * <p>Starting point: {@link io.drover.loadtest.tool.LoadTool}.
 *
 * <p>Threading: a tool makes one run at a time, for the thread that asks.
 */
@NullMarked
package io.drover.loadtest.tool;

import org.jspecify.annotations.NullMarked;
