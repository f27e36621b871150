/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.drover.loadtest.generator.LoadPlan;
import io.drover.loadtest.generator.LoadResult;
import java.io.IOException;
import java.nio.file.Path;

/** A single run as JSON for other programs. */
public final class RunFile {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private record Document(
            LoadPlan plan, double requestsPerSecond, boolean generatorIsBottleneck, LoadResult result) {}

    private RunFile() {}

    /** Writes it. */
    public static void write(Path file, LoadPlan plan, LoadResult result) throws IOException {
        JSON.writeValue(
                file.toFile(),
                new Document(plan, result.requestsPerSecond(), result.effort().isBottleneck(), result));
    }
}
