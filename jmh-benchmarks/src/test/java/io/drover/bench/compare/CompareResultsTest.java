/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

class CompareResultsTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void failsWhereSomethingHasBecomeWorse(@TempDir Path folder) throws IOException {
        Path before = write(folder, "old.json", result("16", "50.0", "1.5", "0.01"));
        Path after = write(folder, "new.json", result("16", "60.0", "1.5", "0.01"));

        assertThat(compare(before, after)).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .anyMatch(line ->
                        line.matches("PolicyBenchmark.policy workerCount=16 +50.00 ± 1.50 +60.00 ± 1.50 +ns/op +"
                                + "\\+20.0 % +WORSE"))
                .anyMatch(line -> line.matches("PolicyBenchmark.policy workerCount=16, allocated .* same"))
                .contains("2 figures: 1 WORSE, 1 same");
        assertThat(compare(after, before)).isZero();
    }

    @Test
    void doesNotFailWithinTheErrorBars(@TempDir Path folder) throws IOException {
        Path before = write(folder, "old.json", result("16", "50.0", "6", "0.01"));
        Path after = write(folder, "new.json", result("16", "60.0", "6", "0.01"));

        assertThat(compare(before, after)).isZero();
    }

    @Test
    void failsWhereMoreIsAllocated(@TempDir Path folder) throws IOException {
        Path before = write(folder, "old.json", result("16", "50.0", "6", "0.01"));
        Path after = write(folder, "new.json", result("16", "50.0", "6", "24.01"));

        assertThat(compare(before, after)).isEqualTo(1);
    }

    @Test
    void comparesOnlyWhatHasTheSameParameters(@TempDir Path folder) throws IOException {
        Path before = write(folder, "old.json", result("16", "50.0", "1", "0.01"));
        Path after = write(folder, "new.json", result("128", "900.0", "1", "0.01"));

        assertThat(compare(before, after)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("4 figures: 2 new, 2 gone");
    }

    @Test
    void readsWhatJmhWrites(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("jmh.json");
        new Runner(new OptionsBuilder()
                        .include("ControlCodecBenchmark")
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(2)
                        .measurementTime(TimeValue.milliseconds(5))
                        .addProfiler("gc")
                        .resultFormat(ResultFormatType.JSON)
                        .result(file.toString())
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();

        assertThat(compare(file, file)).isZero();
        assertThat(ResultFile.read(file))
                .isNotEmpty()
                .allSatisfy((name, score) -> assertThat(score.value()).isNotNegative())
                .anySatisfy((name, score) -> assertThat(score.unit()).isEqualTo(Change.BYTES_PER_OPERATION))
                .anySatisfy((name, score) -> assertThat(score.unit()).isEqualTo("ns/op"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text", "{}", "[]", "[{}]", "[{\"benchmark\":1}]"})
    void refusesWhatIsNoResult(String content, @TempDir Path folder) throws IOException {
        Path file = write(folder, "bad.json", content);

        assertThat(compare(file, file)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        "file: " + file + " (expected: JSON that JMH has written, -rf json)" + System.lineSeparator());
        assertThat(out.size()).isZero();
    }

    @Test
    void refusesAMissingFileAndAMissingArgument(@TempDir Path folder) {
        Path absent = folder.resolve("absent.json");
        assertThat(compare(absent, absent)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("file: " + absent + " (expected: ");

        assertThat(CompareResults.run(System.out, new PrintStream(err, true, StandardCharsets.UTF_8), "one"))
                .isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("files: 1 (expected: 2, OLD.json and NEW.json)");
    }

    private int compare(Path before, Path after) {
        return CompareResults.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                before.toString(),
                after.toString());
    }

    private static Path write(Path folder, String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static String result(String workers, String score, String error, String allocated) {
        return """
                [{
                  "benchmark": "io.drover.bench.PolicyBenchmark.policy", "mode": "avgt", "params": {"workerCount": "%s"},
                  "primaryMetric": {"score": %s, "scoreError": %s, "scoreUnit": "ns/op"},
                  "secondaryMetrics": {
                    "gc.alloc.rate": {"score": 900.0, "scoreError": 0.1, "scoreUnit": "MB/sec"},
                    "gc.alloc.rate.norm": {"score": %s, "scoreError": 0.001, "scoreUnit": "B/op"}
                  }
                }]
                """.formatted(workers, score, error, allocated);
    }
}
