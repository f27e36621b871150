/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Applications that don't work, each in its own way, to be deployed by mistake. Each is one class, so that it fits into a
 * jar of its own.
 *
 * <p>Starting point: any of them.
 *
 * <p>Threading: each is the main program of a process.
 */
@NullMarked
package io.drover.loadtest.broken;

import org.jspecify.annotations.NullMarked;
