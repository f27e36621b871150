/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.generator;

import java.util.Map;

/**
 * What a run has measured.
 *
 * @param requests answered completely and with a 2xx
 * @param connections opened
 * @param seconds how long it really lasted
 * @param errors of each kind that occurred
 * @param latency of the requests that were answered
 * @param generatorCpuSeconds what the generator itself has used
 */
public record LoadResult(
        long requests,
        long connections,
        double seconds,
        Map<ErrorKind, Long> errors,
        Latency latency,
        double generatorCpuSeconds) {

    /** Copies what it is given. */
    public LoadResult {
        errors = Map.copyOf(errors);
    }

    /** Returns the rate of good answers. */
    public double requestsPerSecond() {
        return requests / seconds;
    }

    /** How long requests took, in microseconds. */
    public record Latency(double meanUs, double p50Us, double p90Us, double p99Us, double maxUs) {}
}
