/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.loadtest.generator.ErrorKind;
import io.drover.loadtest.generator.Recording;
import io.drover.loadtest.scenario.Measurement;
import io.drover.loadtest.scenario.Metric;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class OccurrenceTest {
    @Test
    void tellsApartWhatClientsSawDuringEachEventAndDuringNone() {
        Recording kept = new Recording(
                0,
                List.of(
                        interval(0, 1, Map.of()),
                        interval(1, 50, Map.of(ErrorKind.RESET, 2L)),
                        interval(2, 1, Map.of())));
        Recording connecting = new Recording(
                0, List.of(interval(0, 2, Map.of()), interval(1, 80, Map.of()), interval(2, 2, Map.of())));
        Occurrence kill = new Occurrence("kill", 1.2, 1.9, 3);

        List<Measurement> measurements = Occurrence.measurements("calm", List.of(kill), List.of(kept, connecting));

        assertThat(measurements).extracting(Measurement::target).containsExactly("calm", "kill");
        Measurement calm = measurements.get(0);
        assertThat(calm.errors()).isEmpty();
        assertThat(calm.values().get(Metric.MAX_LATENCY_MS)).isBetween(2.0, 2.01);
        assertThat(calm.values().get(Metric.REQUESTS_PER_SECOND)).isEqualTo(20);
        Measurement killed = measurements.get(1);
        assertThat(killed.errors()).isEqualTo(Map.of(ErrorKind.RESET, 2L));
        assertThat(killed.expectedErrors()).isEqualTo(3);
        assertThat(killed.values().get(Metric.MAX_LATENCY_MS)).isBetween(80.0, 80.1);
    }

    private static Recording.Interval interval(double start, long ms, Map<ErrorKind, Long> errors) {
        Histogram histogram = new Histogram(3);
        histogram.recordValueWithCount(ms * 1_000_000, 10);
        ByteBuffer bytes = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        byte[] exact = new byte[histogram.encodeIntoCompressedByteBuffer(bytes)];
        bytes.get(0, exact);
        return new Recording.Interval(start, 1, 10, errors, Base64.getEncoder().encodeToString(exact));
    }
}
