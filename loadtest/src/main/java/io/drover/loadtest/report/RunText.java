/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.report;

import io.drover.loadtest.generator.LoadResult;
import java.util.List;
import java.util.Locale;

/** A single run as a person reads it in a terminal. */
public final class RunText {
    private static final double US_PER_MS = 1e3;

    private RunText() {}

    /** Returns the lines. */
    public static List<String> lines(LoadResult result) {
        LoadResult.Latency latency = result.latency();
        return List.of(
                String.format(
                        Locale.ROOT,
                        "%,d requests in %.2f s on %,d connections: %s req/s",
                        result.requests(),
                        result.seconds(),
                        result.connections(),
                        Numbers.written(result.requestsPerSecond())),
                "latency: mean " + ms(latency.meanUs()) + ", p50 " + ms(latency.p50Us()) + ", p90 "
                        + ms(latency.p90Us()) + ", p99 " + ms(latency.p99Us()) + ", max " + ms(latency.maxUs()),
                "errors: " + (result.errors().isEmpty() ? "none" : ScenarioText.words(result.errors())),
                "generator: " + Numbers.written(result.generatorCpuSeconds() / result.seconds()) + " cores, "
                        + Numbers.written(result.generatorCpuSeconds() * 1e6 / Math.max(1, result.requests()))
                        + " µs a request");
    }

    private static String ms(double us) {
        return Numbers.written(us / US_PER_MS) + " ms";
    }
}
