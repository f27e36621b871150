/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.scenario;

import static io.drover.loadtest.scenario.Metric.ADDED_P50_MS;
import static io.drover.loadtest.scenario.Metric.ADDED_P99_MS;
import static io.drover.loadtest.scenario.Metric.CPU_PER_REQUEST_US;
import static io.drover.loadtest.scenario.Metric.FRONT_CORES;
import static io.drover.loadtest.scenario.Metric.FRONT_CPU_PER_GB_S;
import static io.drover.loadtest.scenario.Metric.FRONT_CPU_PER_REQUEST_US;
import static io.drover.loadtest.scenario.Metric.FRONT_CPU_US;
import static io.drover.loadtest.scenario.Metric.MEAN_LATENCY_MS;
import static io.drover.loadtest.scenario.Metric.MEGABYTES_PER_SECOND;
import static io.drover.loadtest.scenario.Metric.P50_LATENCY_MS;
import static io.drover.loadtest.scenario.Metric.P99_LATENCY_MS;
import static io.drover.loadtest.scenario.Metric.REQUESTS_PER_SECOND;
import static io.drover.loadtest.scenario.Metric.TOOL_CPU_PER_REQUEST_US;

import io.drover.loadtest.scenario.LoadScenario.Pace;
import io.drover.loadtest.scenario.RelayScenario.Request;
import io.drover.loadtest.undertest.ProxySoftware;
import java.util.List;

/** What the relay is compared in with other proxies, and the figures that the project has promised for it. */
public final class RelayScenarios {
    /** The name that stands for all of them, and begins those of each. */
    public static final String FAMILY = "relay";

    /** The one at a constant rate. */
    public static final String LATENCY = FAMILY + "-latency";

    private static final String DROVER = ProxySoftware.DROVER.label();
    private static final String HAPROXY = ProxySoftware.HAPROXY.label();
    private static final String NGINX = ProxySoftware.NGINX.label();

    private static final String SMALL = "/plaintext";
    private static final int MANY = 1_000;

    // Enough for both servers and every thread of a proxy to have work, few enough for buffers not to count.
    private static final int LARGE_AT_ONCE = 8;
    private static final int HUGE_AT_ONCE = 4;

    private static final List<Metric> RATE = List.of(
            REQUESTS_PER_SECOND,
            MEAN_LATENCY_MS,
            P99_LATENCY_MS,
            FRONT_CPU_PER_REQUEST_US,
            CPU_PER_REQUEST_US,
            TOOL_CPU_PER_REQUEST_US);
    private static final List<Metric> CONNECTING = List.of(
            REQUESTS_PER_SECOND,
            MEAN_LATENCY_MS,
            P99_LATENCY_MS,
            FRONT_CPU_US,
            CPU_PER_REQUEST_US,
            TOOL_CPU_PER_REQUEST_US);
    private static final List<Metric> BULK =
            List.of(MEGABYTES_PER_SECOND, FRONT_CPU_PER_GB_S, FRONT_CORES, Metric.SERVER_CORES, Metric.TOOL_CORES);
    private static final List<Metric> LATENCIES = List.of(
            P50_LATENCY_MS, P99_LATENCY_MS, ADDED_P50_MS, ADDED_P99_MS, REQUESTS_PER_SECOND, FRONT_CPU_PER_REQUEST_US);

    private RelayScenarios() {}

    /**
     * Returns all of them, in the order in which they run.
     *
     * @param servers how many are behind each proxy, and how many threads those have that can be told
     */
    public static List<Scenario> all(int servers) {
        return List.of(
                small("keep-alive", servers, new Request(SMALL, false, 0, Pace.AS_ANSWERED)),
                small("many", servers, new Request(SMALL, false, MANY, Pace.AS_ANSWERED)),
                perRequest(servers),
                bulk("1m", servers, LARGE_AT_ONCE, 1 << 20),
                bulk("100m", servers, HUGE_AT_ONCE, 100 << 20),
                latency(servers),
                new RelayIdleScenario(servers));
    }

    private static Scenario small(String name, int servers, Request request) {
        String connections = request.connections() == 0 ? "connections" : request.connections() + " connections";
        return new RelayScenario(
                new Description(
                        FAMILY + "-" + name,
                        "GET " + request.path() + " through a proxy, " + connections + " kept",
                        HAPROXY,
                        RATE,
                        List.of(
                                Figure.atLeast(1, REQUESTS_PER_SECOND, DROVER, HAPROXY),
                                Figure.atLeast(1, REQUESTS_PER_SECOND, DROVER, NGINX))),
                request,
                servers);
    }

    private static Scenario perRequest(int servers) {
        return new RelayScenario(
                new Description(
                        FAMILY + "-per-request",
                        "GET " + SMALL + " through a proxy, a connection per request",
                        HAPROXY,
                        CONNECTING,
                        List.of(Figure.atLeast(1, REQUESTS_PER_SECOND, DROVER, HAPROXY))),
                new Request(SMALL, true, 0, Pace.AS_ANSWERED),
                servers);
    }

    private static Scenario bulk(String name, int servers, int connections, long bytes) {
        String path = "/bytes?n=" + bytes;
        return new RelayScenario(
                new Description(
                        FAMILY + "-" + name,
                        "GET " + path + " through a proxy, " + connections + " connections kept",
                        HAPROXY,
                        BULK,
                        List.of(
                                Figure.atLeast(1, MEGABYTES_PER_SECOND, DROVER, HAPROXY),
                                Figure.atMost(1, FRONT_CPU_PER_GB_S, DROVER, HAPROXY))),
                new Request(path, false, connections, Pace.AS_ANSWERED),
                servers);
    }

    private static Scenario latency(int servers) {
        return new RelayScenario(
                new Description(
                        LATENCY,
                        "GET " + SMALL + " through a proxy at half the rate that the slowest can do, connections kept",
                        HAPROXY,
                        LATENCIES,
                        List.of(
                                Figure.atMost(1, P50_LATENCY_MS, DROVER, HAPROXY),
                                Figure.atMost(1, P99_LATENCY_MS, DROVER, HAPROXY))),
                new Request(SMALL, false, 0, Pace.HALF_OF_THE_SLOWEST),
                servers);
    }
}
