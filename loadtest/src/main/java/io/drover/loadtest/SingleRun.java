/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest;

import io.drover.loadtest.generator.LoadPlan;
import io.drover.loadtest.generator.LoadResult;
import io.drover.loadtest.report.HistogramFiles;
import io.drover.loadtest.report.HtmlReport;
import io.drover.loadtest.report.RunFile;
import io.drover.loadtest.report.RunText;
import io.drover.loadtest.tool.LoadTool;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One run against one URL. */
final class SingleRun {
    private static final String NAME = "run";

    private final Options options;
    private final PrintWriter out;
    private final PrintWriter progress;

    SingleRun(Options options, PrintWriter out, PrintWriter progress) {
        this.options = options;
        this.out = out;
        this.progress = progress;
    }

    /** Runs it and tells whether no request failed. */
    boolean run() throws IOException, InterruptedException {
        options.checkTool();
        LoadPlan plan = options.plan();
        long warmUpMs = options.warmUp().toMillis();
        Path folder = options.givenOutFolder();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        try (LoadTool tool = options.startTool()) {
            if (warmUpMs > 0) {
                onStep("warming up for " + warmUpMs / 1e3 + " s");
                tool.run(plan.lasting(warmUpMs));
            }
            onStep("loading " + plan.url() + " for " + plan.durationMs() / 1e3 + " s");
            LoadResult result = tool.run(plan);
            RunText.lines(plan, result).forEach(out::println);
            write(folder, plan, result);
            return result.errors().isEmpty();
        }
    }

    private void write(@Nullable Path folder, LoadPlan plan, LoadResult result) throws IOException {
        if (folder == null) {
            return;
        }
        RunFile.write(folder.resolve(NAME + ".json"), plan, result);
        HtmlReport.write(folder.resolve("report.html"), plan, result);
        HistogramFiles.write(folder, NAME, result.recording());
        out.println("files: " + folder.toAbsolutePath().normalize().resolve("report.html") + ", " + NAME + ".*");
    }

    private void onStep(String line) {
        progress.println("  .. " + line);
        progress.flush();
    }
}
