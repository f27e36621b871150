/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest;

import io.drover.loadtest.process.Pinning;
import io.drover.loadtest.report.HistogramFiles;
import io.drover.loadtest.report.HtmlReport;
import io.drover.loadtest.report.Machine;
import io.drover.loadtest.report.ResultFile;
import io.drover.loadtest.report.ScenarioText;
import io.drover.loadtest.scenario.Budget;
import io.drover.loadtest.scenario.Scenario;
import io.drover.loadtest.scenario.ScenarioResult;
import io.drover.loadtest.scenario.Session;
import io.drover.loadtest.tool.LoadTool;
import io.drover.loadtest.undertest.Workbench;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The standard comparison: one scenario after the other, a table for each, and a file with everything.
 *
 * <p>What was started ends with it, also when it is interrupted with Ctrl-C.
 */
final class Comparison {
    private static final double MS_PER_MINUTE = 60_000;

    private final Options options;
    private final PrintWriter out;
    private final PrintWriter progress;

    Comparison(Options options, PrintWriter out, PrintWriter progress) {
        this.options = options;
        this.out = out;
        this.progress = progress;
    }

    /** Runs it and tells whether everything really ran and no unexpected error occurred. */
    boolean run() throws IOException, InterruptedException {
        Instant startedAt = Instant.now();
        options.checkTool();
        List<Scenario> scenarios = options.scenarios();
        Session.Load load = options.load(scenarios);
        Pinning pinning = options.pinning();
        Path folder = options.outFolder();
        Path balancerJar = options.balancerJar();
        Path appJar = options.appJar();
        Machine machine = Machine.describe();
        out.println(machine.text());
        out.println(pinning.words());
        out.flush();
        onStep("about " + Math.round(Budget.estimate(load, scenarios).toMillis() / MS_PER_MINUTE * 10) / 10.0
                + " minutes: " + scenarios.size() + " scenarios, runs of "
                + load.duration().toMillis() / 1e3 + " s");
        machine.warning().ifPresent(progress::println);
        Workbench bench = new Workbench(balancerJar, appJar, folder.resolve("logs"), pinning);
        Thread atExit = new Thread(bench::close, "exit");
        Runtime.getRuntime().addShutdownHook(atExit);
        try (bench;
                LoadTool tool = options.startTool()) {
            Session session = new Session(bench, tool, load, this::onStep);
            List<ScenarioResult> results = runAll(scenarios, session);
            write(folder, startedAt, machine, session, results);
            return results.stream().allMatch(ScenarioResult::isClean);
        } finally {
            out.flush();
        }
    }

    private void write(Path folder, Instant startedAt, Machine machine, Session session, List<ScenarioResult> results)
            throws IOException {
        Path json = ResultFile.write(folder, startedAt, machine, session, results);
        for (ScenarioResult result : results) {
            HistogramFiles.write(folder, result);
        }
        Path page = folder.resolve("report.html");
        HtmlReport.write(
                page, startedAt, machine, session.load().words(session.tool().name()), results);
        out.println();
        out.println(Duration.between(startedAt, Instant.now()).toSeconds() + " s in all; charts: " + page
                + "; every measurement: " + json);
    }

    private List<ScenarioResult> runAll(List<Scenario> scenarios, Session session) throws InterruptedException {
        List<ScenarioResult> results = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            onStep("scenario " + scenario.description().name() + ", " + (results.size() + 1) + " of "
                    + scenarios.size());
            ScenarioResult result = scenario.run(session);
            results.add(result);
            out.println();
            ScenarioText.lines(result).forEach(out::println);
            out.println();
            out.flush();
        }
        return results;
    }

    private void onStep(String line) {
        progress.println("  .. " + line);
        progress.flush();
    }
}
