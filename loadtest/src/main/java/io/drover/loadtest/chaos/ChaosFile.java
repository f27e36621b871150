/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.drover.loadtest.report.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Results as JSON for other programs. */
public final class ChaosFile {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private record Document(String startedAt, Machine machine, long seed, boolean met, List<Part> scenarios) {}

    private record Part(String verdict, ChaosResult result) {}

    private ChaosFile() {}

    /** Writes it into a folder, which is made where needed, and returns the file. */
    public static Path write(Path folder, Instant startedAt, Machine machine, long seed, List<ChaosResult> results)
            throws IOException {
        Path file = Files.createDirectories(folder).resolve("chaos.json");
        Document document = new Document(
                startedAt.toString(),
                machine,
                seed,
                results.stream().allMatch(ChaosResult::isMet),
                results.stream()
                        .map(result -> new Part(result.verdict(), result))
                        .toList());
        JSON.writeValue(file.toFile(), document);
        return file;
    }
}
