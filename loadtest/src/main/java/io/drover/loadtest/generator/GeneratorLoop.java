/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.generator;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;

/**
 * The generator as a process of its own: reads a plan a line, as JSON, and writes a result a line.
 *
 * <p>It stays for all runs, so that its code is compiled when it counts, and ends with its input: with the process that
 * asked.
 */
public final class GeneratorLoop {
    private static final ObjectMapper JSON = new ObjectMapper();

    private GeneratorLoop() {}

    /** Serves until the input ends. */
    public static void serve(BufferedReader plans, PrintStream results) throws IOException, InterruptedException {
        try (Generator generator = new Generator()) {
            for (String line = plans.readLine(); line != null; line = plans.readLine()) {
                LoadResult result = generator.run(JSON.readValue(line, LoadPlan.class));
                results.println(JSON.writeValueAsString(result));
                results.flush();
            }
        }
    }
}
