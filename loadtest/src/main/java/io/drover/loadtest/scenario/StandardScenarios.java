/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.scenario;

import static io.drover.loadtest.scenario.Metric.BUSIEST_SERVER;
import static io.drover.loadtest.scenario.Metric.CPU_PER_REQUEST_US;
import static io.drover.loadtest.scenario.Metric.FIRST_ANSWER_MS;
import static io.drover.loadtest.scenario.Metric.FRONT_CPU_US;
import static io.drover.loadtest.scenario.Metric.IDLE_PRIMARY_MB;
import static io.drover.loadtest.scenario.Metric.MEAN_LATENCY_MS;
import static io.drover.loadtest.scenario.Metric.P99_LATENCY_MS;
import static io.drover.loadtest.scenario.Metric.REQUESTS_PER_SECOND;
import static io.drover.loadtest.scenario.Metric.TOOL_CPU_PER_REQUEST_US;

import io.drover.loadtest.undertest.ClusterTarget;
import io.drover.loadtest.undertest.StandardTargets;
import io.drover.loadtest.undertest.Target;
import java.util.ArrayList;
import java.util.List;

/** The scenarios of the standard comparison, and the figures that the project has promised for them. */
public final class StandardScenarios {
    /** Of the cores, for work that needs nothing but them. */
    private static final double LEAST_SCALING = 0.93;

    /** So many that ip-hash can share them evenly. */
    private static final int SOURCES = 500;

    private static final List<Metric> RATE = List.of(
            REQUESTS_PER_SECOND,
            MEAN_LATENCY_MS,
            P99_LATENCY_MS,
            CPU_PER_REQUEST_US,
            BUSIEST_SERVER,
            TOOL_CPU_PER_REQUEST_US);
    private static final List<Metric> RATE_AND_FRONT = List.of(
            REQUESTS_PER_SECOND,
            MEAN_LATENCY_MS,
            P99_LATENCY_MS,
            FRONT_CPU_US,
            CPU_PER_REQUEST_US,
            BUSIEST_SERVER,
            TOOL_CPU_PER_REQUEST_US);

    /** What a request asks for. */
    private enum Page {
        PLAINTEXT("plaintext", "/plaintext"),
        SUM("cpu-heavy", "/?steps=1000000"),
        SHORT_SUM("cpu", "/?steps=100000"),
        JSON("json", "/json"),
        BLOCKING("blocking", "/block?ms=5");

        private final String scenario;
        private final String path;

        Page(String scenario, String path) {
            this.scenario = scenario;
            this.path = path;
        }
    }

    private final StandardTargets targets;
    private final int cores;

    private StandardScenarios(StandardTargets targets, int cores) {
        this.targets = targets;
        this.cores = cores;
    }

    /**
     * Returns those of the comparison that takes a few minutes, in the order in which they run.
     *
     * @param workers of each cluster, event loops of the large process, threads of each proxy
     * @param cores that they have
     */
    public static List<Scenario> standard(int workers, int cores) {
        return new StandardScenarios(new StandardTargets(workers, false), cores).standard();
    }

    /** Returns all there are, with all targets. */
    public static List<Scenario> full(int workers, int cores) {
        return new StandardScenarios(new StandardTargets(workers, true), cores).full();
    }

    private List<Scenario> standard() {
        return List.of(keepAlive(), perRequest(), policies(), sum(), kept(Page.JSON), kept(Page.BLOCKING), start());
    }

    private List<Scenario> full() {
        List<Scenario> all = new ArrayList<>(standard());
        Figure figure = Figure.atLeast(
                1.5,
                REQUESTS_PER_SECOND,
                targets.cluster().name(),
                targets.process().name());
        all.add(kept(Page.SHORT_SUM, figure));
        List.of(Page.SUM, Page.JSON, Page.BLOCKING).forEach(page -> all.add(perRequest(page)));
        return all;
    }

    private Scenario keepAlive() {
        String cluster = targets.cluster().name();
        return new LoadScenario(
                new Description(
                        "keep-alive",
                        title(Page.PLAINTEXT, false),
                        targets.direct().name(),
                        RATE,
                        List.of(
                                Figure.atLeast(
                                        0.95,
                                        REQUESTS_PER_SECOND,
                                        cluster,
                                        targets.direct().name()),
                                Figure.atLeast(
                                        1.4,
                                        REQUESTS_PER_SECOND,
                                        cluster,
                                        targets.haproxy().name()))),
                Page.PLAINTEXT.path,
                false,
                targets.plaintext());
    }

    private Scenario perRequest() {
        String cluster = targets.cluster().name();
        List<Figure> figures = List.of(
                Figure.atLeast(
                        0.9, REQUESTS_PER_SECOND, cluster, targets.direct().name()),
                Figure.atLeast(
                        1.7, REQUESTS_PER_SECOND, cluster, targets.nodeCluster().name()),
                Figure.atMost(10, FRONT_CPU_US, cluster, null));
        return new LoadScenario(
                new Description(
                        "per-request",
                        title(Page.PLAINTEXT, true),
                        targets.direct().name(),
                        RATE_AND_FRONT,
                        figures),
                Page.PLAINTEXT.path,
                true,
                targets.plaintext());
    }

    /** With a connection for each request, since a policy is asked once for a connection. */
    private Scenario policies() {
        List<Target> modes = targets.policiesAndForwards();
        return new LoadScenario(
                new Description(
                        "policies",
                        title(Page.PLAINTEXT, true) + ": each policy with each forward mode",
                        modes.get(0).name(),
                        RATE_AND_FRONT,
                        List.of()),
                Page.PLAINTEXT.path,
                true,
                modes,
                SOURCES,
                LoadScenario.Pace.AS_ANSWERED);
    }

    private Scenario sum() {
        ClusterTarget cluster = targets.cluster();
        String process = targets.process().name();
        return kept(
                Page.SUM,
                Figure.atLeast(
                        LEAST_SCALING * Math.min(cores, cluster.jvms()), REQUESTS_PER_SECOND, cluster.name(), process),
                Figure.atMost(0.6, MEAN_LATENCY_MS, cluster.name(), process));
    }

    private Scenario kept(Page page, Figure... figures) {
        return new LoadScenario(
                new Description(
                        page.scenario, title(page, false), targets.process().name(), RATE, List.of(figures)),
                page.path,
                false,
                targets.application());
    }

    private Scenario perRequest(Page page) {
        return new LoadScenario(
                new Description(
                        page.scenario + "-per-request",
                        title(page, true),
                        targets.process().name(),
                        RATE_AND_FRONT,
                        List.of()),
                page.path,
                true,
                targets.application());
    }

    private Scenario start() {
        ClusterTarget cluster = targets.cluster();
        List<Figure> figures = List.of(
                Figure.atMost(2_500, FIRST_ANSWER_MS, cluster.name(), null),
                Figure.atMost(120, IDLE_PRIMARY_MB, cluster.name(), null));
        return new StartScenario(
                new Description(
                        "start",
                        "from the command to the first answer, " + cluster.jvms() + " workers",
                        cluster.name(),
                        List.of(FIRST_ANSWER_MS, IDLE_PRIMARY_MB),
                        figures),
                cluster);
    }

    private static String title(Page page, boolean connectionPerRequest) {
        return "GET " + page.path + (connectionPerRequest ? ", a connection per request" : ", connections kept");
    }
}
