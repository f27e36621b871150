/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Charts as static SVG for a page that needs nothing else: bars with whiskers, and lines over a scale.
 *
 * <p>Starting points: {@link io.drover.loadtest.chart.BarChart} and {@link io.drover.loadtest.chart.LineChart}. Colours
 * are classes, so that the page decides on them, light or dark: {@code s0} to {@code s9} for the series and {@code again}, {@code axis},
 * {@code grid}, {@code whisker} and {@code mark}.
 *
 * <p>Threading: everything is immutable or used by one thread.
 */
@NullMarked
package io.drover.loadtest.chart;

import org.jspecify.annotations.NullMarked;
