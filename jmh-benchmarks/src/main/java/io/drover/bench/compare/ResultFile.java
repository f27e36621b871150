/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.bench.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/** A file as JMH writes it with {@code -rf json}. */
final class ResultFile {
    private static final String ALLOCATED = "gc.alloc.rate.norm";
    private static final String THROUGHPUT = "thrpt";

    private ResultFile() {}

    /**
     * Returns the figures in it by name, in the order in which they are there: the time or rate of each benchmark, and
     * what an operation allocates where that was measured.
     *
     * @throws IllegalArgumentException when it is no such file; the message is for whoever named it
     */
    static Map<String, Score> read(Path file) throws IOException {
        JsonNode all;
        try {
            all = new ObjectMapper().readTree(Files.readString(file));
        } catch (NoSuchFileException | JsonProcessingException e) {
            throw invalid(file);
        }
        if (!all.isArray() || all.isEmpty()) {
            throw invalid(file);
        }
        Map<String, Score> scores = new LinkedHashMap<>();
        for (JsonNode result : all) {
            if (!result.path("benchmark").isTextual()) {
                throw invalid(file);
            }
            add(scores, result);
        }
        return scores;
    }

    private static void add(Map<String, Score> scores, JsonNode result) {
        String name = name(result);
        scores.put(
                name,
                score(
                        result.path("primaryMetric"),
                        THROUGHPUT.equals(result.path("mode").asText())));
        result.path("secondaryMetrics").properties().forEach(entry -> {
            // JMH before 1.37 puts a dot before the name.
            if (entry.getKey().endsWith(ALLOCATED)) {
                scores.put(name + ", allocated", score(entry.getValue(), false));
            }
        });
    }

    private static Score score(JsonNode metric, boolean moreIsBetter) {
        return new Score(
                number(metric.path("score")),
                number(metric.path("scoreError")),
                metric.path("scoreUnit").asText(),
                moreIsBetter);
    }

    /** What is not a number is a text there, "NaN". */
    private static double number(JsonNode value) {
        return value.isNumber() ? value.doubleValue() : Double.NaN;
    }

    /** Returns class and method, the parameters, and the mode where it is not the usual one. */
    private static String name(JsonNode result) {
        String method = result.path("benchmark").asText();
        String mode = result.path("mode").asText();
        StringJoiner name = new StringJoiner(" ");
        name.add(method.substring(method.lastIndexOf('.', method.lastIndexOf('.') - 1) + 1));
        result.path("params")
                .properties()
                .forEach(entry ->
                        name.add(entry.getKey() + "=" + entry.getValue().asText()));
        if (!mode.equals("avgt")) {
            name.add("(" + mode + ")");
        }
        return name.toString();
    }

    private static IllegalArgumentException invalid(Path file) {
        return new IllegalArgumentException("file: " + file + " (expected: JSON that JMH has written, -rf json)");
    }
}
