/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.generator;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import org.HdrHistogram.Histogram;

/**
 * A run as time went by.
 *
 * @param startMs when it began, milliseconds since 1970
 * @param intervals one after the other, without gaps; none where the tool does not tell
 */
public record Recording(long startMs, List<Interval> intervals) {
    /** What a run without one has. */
    public static final Recording NONE = new Recording(0, List.of());

    private static final int COMPRESSION = Deflater.BEST_SPEED;

    /**
     * A part of a run. Requests belong to the one in which they ended.
     *
     * @param startSeconds since the start of the run
     * @param seconds how long it lasted
     * @param requests answered completely and with a 2xx
     * @param errors of each kind that occurred
     * @param latencies of the requests in nanoseconds, a compressed HdrHistogram in Base64
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Interval(
            double startSeconds, double seconds, long requests, Map<ErrorKind, Long> errors, String latencies) {
        /** Copies what it is given. */
        public Interval {
            errors = Map.copyOf(errors);
        }

        static Interval of(double startSeconds, double seconds, Map<ErrorKind, Long> errors, Histogram latencyNs) {
            return new Interval(startSeconds, seconds, latencyNs.getTotalCount(), errors, encoded(latencyNs));
        }

        /** Returns the latencies in nanoseconds. */
        @JsonIgnore
        public Histogram histogram() {
            return decoded(latencies);
        }

        /** Returns the end, since the start of the run. */
        @JsonIgnore
        public double endSeconds() {
            return startSeconds + seconds;
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
    }

    /** Copies what it is given. */
    public Recording {
        intervals = List.copyOf(intervals);
    }

    /** Tells whether there is none. */
    @JsonIgnore
    public boolean isEmpty() {
        return intervals.isEmpty();
    }

    /** Returns all latencies in nanoseconds. */
    public Histogram latencies() {
        Histogram all = Tally.emptyHistogram();
        intervals.forEach(interval -> all.add(interval.histogram()));
        return all;
    }

    private static String encoded(Histogram histogram) {
        if (histogram.getTotalCount() == 0) {
            return "";
        }
        ByteBuffer bytes = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(bytes, COMPRESSION);
        bytes.position(0).limit(length);
        return StandardCharsets.US_ASCII
                .decode(Base64.getEncoder().encode(bytes))
                .toString();
    }

    private static Histogram decoded(String text) {
        if (text.isEmpty()) {
            return Tally.emptyHistogram();
        }
        try {
            return Histogram.decodeFromCompressedByteBuffer(
                    ByteBuffer.wrap(Base64.getDecoder().decode(text)), 0);
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("latencies: " + e.getMessage() + " (expected: an HdrHistogram)", e);
        }
    }
}
