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
import static io.drover.loadtest.scenario.Metric.TOOL_CORES;

import io.drover.loadtest.undertest.ClusterTarget;
import io.drover.loadtest.undertest.NodeTarget;
import io.drover.loadtest.undertest.ProcessTarget;
import io.drover.loadtest.undertest.ProxySoftware;
import io.drover.loadtest.undertest.ProxyTarget;
import io.drover.loadtest.undertest.Target;
import java.util.List;
import java.util.stream.Stream;

/** The scenarios of the standard comparison, and the figures that the project has promised for them. */
public final class StandardScenarios {
    private static final String PLAINTEXT = "/plaintext";

    private static final ClusterTarget CLUSTER = new ClusterTarget("cluster", 2, "round-robin");
    private static final ClusterTarget ONE_WORKER = new ClusterTarget("cluster of 1", 1, "round-robin");

    /** The best that two workers can do: nothing between the kernel and them. */
    private static final ClusterTarget DIRECT = new ClusterTarget("direct", 2, "none");

    private static final ProcessTarget PROCESS = new ProcessTarget("process");
    private static final ProxyTarget HAPROXY = new ProxyTarget(ProxySoftware.HAPROXY);
    private static final ProxyTarget NGINX = new ProxyTarget(ProxySoftware.NGINX);
    private static final NodeTarget NODE_CLUSTER = new NodeTarget("node cluster", 2);
    private static final NodeTarget NODE = new NodeTarget("node", 1);

    private static final List<Metric> RATE = List.of(
            REQUESTS_PER_SECOND, MEAN_LATENCY_MS, P99_LATENCY_MS, CPU_PER_REQUEST_US, BUSIEST_SERVER, TOOL_CORES);
    private static final List<Metric> RATE_AND_FRONT = List.of(
            REQUESTS_PER_SECOND,
            MEAN_LATENCY_MS,
            P99_LATENCY_MS,
            FRONT_CPU_US,
            CPU_PER_REQUEST_US,
            BUSIEST_SERVER,
            TOOL_CORES);

    private StandardScenarios() {}

    /**
     * Returns them in the order in which they run.
     *
     * @param withAllTargets whether the targets that no figure asks for take part too
     */
    public static List<Scenario> all(boolean withAllTargets) {
        List<Target> more = withAllTargets ? List.of(NGINX, NODE, PROCESS) : List.of();
        return List.of(
                keepAlive(withAllTargets ? List.of(NGINX, NODE_CLUSTER, NODE, PROCESS) : List.of()),
                perRequest(more),
                cpu(
                        "cpu-heavy",
                        1_000_000,
                        List.of(
                                Figure.atLeast(1.85, REQUESTS_PER_SECOND, CLUSTER.name(), PROCESS.name()),
                                Figure.atMost(0.6, MEAN_LATENCY_MS, CLUSTER.name(), PROCESS.name()))),
                cpu("cpu", 100_000, List.of(Figure.atLeast(1.5, REQUESTS_PER_SECOND, CLUSTER.name(), PROCESS.name()))),
                start());
    }

    private static Scenario keepAlive(List<Target> more) {
        List<Figure> figures = List.of(
                Figure.atLeast(0.95, REQUESTS_PER_SECOND, CLUSTER.name(), DIRECT.name()),
                Figure.atLeast(1.4, REQUESTS_PER_SECOND, CLUSTER.name(), HAPROXY.name()));
        return new LoadScenario(
                new Description("keep-alive", "GET " + PLAINTEXT + ", connections kept", DIRECT.name(), RATE, figures),
                PLAINTEXT,
                false,
                join(List.of(CLUSTER, DIRECT, HAPROXY), more));
    }

    private static Scenario perRequest(List<Target> more) {
        List<Figure> figures = List.of(
                Figure.atLeast(0.9, REQUESTS_PER_SECOND, CLUSTER.name(), DIRECT.name()),
                Figure.atLeast(1.7, REQUESTS_PER_SECOND, CLUSTER.name(), NODE_CLUSTER.name()),
                Figure.atMost(10, FRONT_CPU_US, CLUSTER.name(), null));
        return new LoadScenario(
                new Description(
                        "per-request",
                        "GET " + PLAINTEXT + ", a connection per request",
                        DIRECT.name(),
                        RATE_AND_FRONT,
                        figures),
                PLAINTEXT,
                true,
                join(List.of(CLUSTER, DIRECT, NODE_CLUSTER, HAPROXY), more));
    }

    private static Scenario cpu(String name, int steps, List<Figure> figures) {
        String path = "/?steps=" + steps;
        return new LoadScenario(
                new Description(name, "GET " + path + ", connections kept", PROCESS.name(), RATE, figures),
                path,
                false,
                List.of(CLUSTER, ONE_WORKER, PROCESS));
    }

    private static Scenario start() {
        List<Figure> figures = List.of(
                Figure.atMost(2_500, FIRST_ANSWER_MS, CLUSTER.name(), null),
                Figure.atMost(120, IDLE_PRIMARY_MB, CLUSTER.name(), null));
        return new StartScenario(
                new Description(
                        "start",
                        "from the command to the first answer, two workers",
                        CLUSTER.name(),
                        List.of(FIRST_ANSWER_MS, IDLE_PRIMARY_MB),
                        figures),
                CLUSTER);
    }

    private static List<Target> join(List<Target> first, List<Target> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
