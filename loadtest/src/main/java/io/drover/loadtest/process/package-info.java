/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Processes of this machine: finding, starting, watching and ending them.
 *
 * <p>Starting point: {@link io.drover.loadtest.process.ServerProcess}.
 *
 * <p>Threading: safe from any thread.
 */
@NullMarked
package io.drover.loadtest.process;

import org.jspecify.annotations.NullMarked;
