/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.generator;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Map;

/**
 * What a run has measured.
 *
 * @param requests answered completely and with a 2xx
 * @param connections opened
 * @param bytes received, heads and the answers that were under way at the end included
 * @param seconds how long it really lasted; at a constant rate how long requests were due
 * @param errors of each kind that occurred
 * @param latency of the requests that were answered
 * @param effort of the tool itself
 * @param recording of the run
 */
public record LoadResult(
        long requests,
        long connections,
        long bytes,
        double seconds,
        Map<ErrorKind, Long> errors,
        Latency latency,
        Effort effort,
        Recording recording) {

    /** Copies what it is given. */
    public LoadResult {
        errors = Map.copyOf(errors);
    }

    /** Returns the rate of good answers. */
    @JsonIgnore
    public double requestsPerSecond() {
        return requests / seconds;
    }

    /** Returns the failures of all kinds. */
    @JsonIgnore
    public long failures() {
        return errors.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How long requests took, in microseconds. */
    public record Latency(double meanUs, double p50Us, double p90Us, double p99Us, double maxUs) {}

    /**
     * What the tool has done for it, and could not.
     *
     * @param cpuSeconds of its whole process
     * @param busy how much of the time its event loop ran or waited for a core, 0 to 1; 0 where that is not known
     * @param notAsked requests that were due and never made, since no connection was free
     * @param worstDelayUs by how much it was late itself with a request, at most
     */
    public record Effort(double cpuSeconds, double busy, long notAsked, double worstDelayUs) {
        private static final double NO_TIME_LEFT = 0.9;

        /** Tells whether the tool was what limited the run. */
        @JsonIgnore
        public boolean isBottleneck() {
            return busy >= NO_TIME_LEFT;
        }
    }
}
