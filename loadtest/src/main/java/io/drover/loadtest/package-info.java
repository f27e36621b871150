/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The load test, {@code loadtest.jar}: compares ways of serving the sample application on this machine.
 *
 * <p>Starting points: {@link io.drover.loadtest.LoadTest} is the command line; the packages below are the generator,
 * the tools that make load, the targets, the scenarios and the report. {@code app} is the application that is served.
 *
 * <p>Threading: the main thread does everything, but for a thread that ends what was started on an interruption.
 */
@NullMarked
package io.drover.loadtest;

import org.jspecify.annotations.NullMarked;
