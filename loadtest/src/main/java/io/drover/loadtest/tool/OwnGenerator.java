/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.tool;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.loadtest.generator.LoadPlan;
import io.drover.loadtest.generator.LoadResult;
import io.drover.loadtest.process.Executables;
import io.drover.loadtest.process.Pinning;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The generator of this project, in a JVM that serves all runs.
 *
 * <p>Threading: owned by the thread that makes it, but {@link #close} is safe from any thread.
 */
public final class OwnGenerator implements LoadTool {
    /** It hardly allocates; a small heap of one thread keeps its share of the machine small. */
    private static final List<String> JVM_OPTIONS = List.of("-XX:+UseSerialGC", "-Xmx128m");

    /** The JDK from which on the options are known, and needed for a start without warnings. */
    private static final int JDK_WITH_UNSAFE_OPTION = 23;

    private static final List<String> NO_WARNINGS =
            List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long GRACE_MS = 2_000;

    private final Process process;
    private final Writer plans;
    private final BufferedReader results;

    private OwnGenerator(Process process) {
        this.process = process;
        this.plans = process.outputWriter(StandardCharsets.UTF_8);
        this.results = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Starts it.
     *
     * @param pinning of its process
     * @param command the class to run, on this JVM's class path, and its arguments; it is to call
     *     {@link io.drover.loadtest.generator.GeneratorLoop}
     */
    public static OwnGenerator start(Pinning pinning, String... command) throws IOException {
        List<String> all = new ArrayList<>();
        all.add(Executables.java().toString());
        all.addAll(JVM_OPTIONS);
        if (Runtime.version().feature() >= JDK_WITH_UNSAFE_OPTION) {
            all.addAll(NO_WARNINGS);
        }
        all.addAll(List.of("-cp", System.getProperty("java.class.path")));
        all.addAll(List.of(command));
        return new OwnGenerator(new ProcessBuilder(pinning.generator(all))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    @Override
    public String name() {
        return "own";
    }

    @Override
    public LoadResult run(LoadPlan plan) throws IOException {
        plans.write(JSON.writeValueAsString(plan) + "\n");
        plans.flush();
        String line = results.readLine();
        if (line == null) {
            throw new IOException("generator: ended (expected: a result)");
        }
        return JSON.readValue(line, LoadResult.class);
    }

    @Override
    public void close() {
        try {
            plans.close(); // asks it to end
            if (process.waitFor(GRACE_MS, TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (IOException e) {
            // It has ended already.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
