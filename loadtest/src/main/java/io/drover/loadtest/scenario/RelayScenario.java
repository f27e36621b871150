/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.scenario;

import io.drover.loadtest.undertest.AppServers;
import io.drover.loadtest.undertest.DirectTarget;
import io.drover.loadtest.undertest.ProxySoftware;
import io.drover.loadtest.undertest.RelayTarget;
import io.drover.loadtest.undertest.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Puts proxies under the same load, all in front of the same servers.
 *
 * @param description of it
 * @param request what is asked for, and how
 * @param servers how many
 */
record RelayScenario(Description description, Request request, int servers) implements Scenario {
    private static final double START_SECONDS = 2;
    private static final AppServers NOT_STARTED = new AppServers(List.of(), List.of());

    /**
     * What is asked for, and how.
     *
     * @param path the page
     * @param connectionPerRequest whether every request has a new connection
     * @param connections at a time; 0 for as many as the command line says
     * @param pace how fast; with a constant rate, one of the servers without any proxy takes part too
     */
    record Request(String path, boolean connectionPerRequest, int connections, LoadScenario.Pace pace) {

        boolean isOpenLoop() {
            return pace != LoadScenario.Pace.AS_ANSWERED;
        }
    }

    @Override
    public double preparationSeconds(Session.Load load) {
        return START_SECONDS + inFrontOf(NOT_STARTED).preparationSeconds(load);
    }

    @Override
    public int runs(Session.Load load) {
        return inFrontOf(NOT_STARTED).runs(load);
    }

    @Override
    public ScenarioResult run(Session session) throws InterruptedException {
        Session.Load load = session.load();
        session.progress().onStep("starting " + servers + " servers");
        try (AppServers started = AppServers.start(session.bench(), "server", servers)) {
            ScenarioResult result = inFrontOf(started)
                    .run(request.connections() == 0 ? session : session.with(load.over(request.connections())));
            return request.isOpenLoop() ? AddedLatency.over(DirectTarget.NAME, result) : result;
        } catch (IOException e) {
            return new ScenarioResult(
                    description,
                    List.of(),
                    Map.of(),
                    List.of(),
                    EventTimeline.NONE,
                    List.of(String.valueOf(e.getMessage())));
        }
    }

    private LoadScenario inFrontOf(AppServers started) {
        List<Target> targets = new ArrayList<>();
        for (ProxySoftware software : ProxySoftware.values()) {
            targets.add(new RelayTarget(software, started));
        }
        if (request.isOpenLoop()) {
            targets.add(new DirectTarget(started));
        }
        return new LoadScenario(
                description, request.path(), request.connectionPerRequest(), targets, 0, request.pace());
    }
}
