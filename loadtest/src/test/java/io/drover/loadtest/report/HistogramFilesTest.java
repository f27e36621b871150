/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.loadtest.generator.Recording;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistogramFilesTest {
    @Test
    void canBeReadBackByHdrHistogram(@TempDir Path folder) throws Exception {
        Recording first = new Recording(1_000, List.of(interval(0, 5_000_000, 3)));
        Recording second = new Recording(4_000, List.of(interval(0, 9_000_000, 2)));

        HistogramFiles.write(folder, "cluster", List.of(first, second));

        try (HistogramLogReader log =
                new HistogramLogReader(folder.resolve("cluster.hlog").toFile())) {
            EncodableHistogram one = log.nextIntervalHistogram();
            EncodableHistogram two = log.nextIntervalHistogram();
            assertThat(((Histogram) one).getTotalCount()).isEqualTo(3);
            assertThat(((Histogram) two).getTotalCount()).isEqualTo(2);
            assertThat(two.getStartTimeStamp() - one.getStartTimeStamp()).isEqualTo(3_000);
            assertThat((Object) log.nextIntervalHistogram()).isNull();
        }
        assertThat(Files.readString(folder.resolve("cluster.hgrm")))
                .contains("Value", "1/(1-Percentile)", "5.0", "9.0", "Total count    =            5");
    }

    @Test
    void isLeftOutWhereNothingWasRecorded(@TempDir Path folder) throws Exception {
        HistogramFiles.write(folder, "wrk", Recording.NONE);
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    private static Recording.Interval interval(double start, long latencyNs, int count) {
        Histogram histogram = new Histogram(3);
        histogram.recordValueWithCount(latencyNs, count);
        ByteBuffer bytes = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(bytes);
        byte[] exact = new byte[length];
        bytes.get(0, exact);
        return new Recording.Interval(
                start, 1, count, Map.of(), Base64.getEncoder().encodeToString(exact));
    }
}
