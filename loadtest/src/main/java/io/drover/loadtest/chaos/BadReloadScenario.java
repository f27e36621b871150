/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.chaos;

import io.drover.loadtest.generator.ClientCounts;
import io.drover.loadtest.generator.ClientPlan;
import io.drover.loadtest.generator.Clients;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reloads into deployments that can only go wrong. */
final class BadReloadScenario implements ChaosScenario {
    private static final int KEEPING_CLIENTS = 30;
    private static final double KEPT_REQUESTS_PER_SECOND = 300;
    private static final double CONNECTIONS_PER_SECOND = 200;

    private final List<Promise> promises = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    @Override
    public String name() {
        return "bad-reload";
    }

    @Override
    public ChaosResult run(ChaosSession session) throws IOException, InterruptedException {
        try (FaultyCluster cluster = FaultyCluster.start(
                        session,
                        name(),
                        2,
                        "--ready-timeout=8s",
                        "--probe=" + session.settings().path());
                Clients keeping =
                        Clients.start(ClientPlan.keeping(cluster.url(), KEEPING_CLIENTS, KEPT_REQUESTS_PER_SECOND));
                Clients connecting = Clients.start(ClientPlan.connecting(cluster.url(), CONNECTIONS_PER_SECOND))) {
            for (BadJar bad : BadJar.values()) {
                session.progress().onStep("reload into a jar: " + bad.label());
                bad.deployTo(cluster, session.bench().files());
                refused(cluster, bad);
            }
            ClientCounts refusing = keeping.counts().and(connecting.counts());
            promises.add(Promise.none("failed requests while broken jars were refused", refusing.failures()));
            cluster.deployWorking();
            session.progress().onStep("reload into the working jar");
            promises.add(Promise.holds(
                    "the working jar is taken afterwards",
                    cluster.command("reload").exitCode() == 0));
            ClientCounts both = keeping.finish().and(connecting.finish());
            promises.add(Promise.none(
                    "failed requests while the working jar was taken", both.failures() - refusing.failures()));
            notes.addAll(Clienteles.failures(both));
            promises.add(Promise.none("clients that waited longer than 2 s", both.hung()));
            return new ChaosResult(
                    name(),
                    BadJar.values().length + " reloads into broken jars",
                    Clienteles.of(both),
                    promises,
                    notes,
                    "");
        }
    }

    private void refused(FaultyCluster cluster, BadJar bad) throws IOException, InterruptedException {
        List<Long> before = cluster.readyPids();
        FaultyCluster.Said said = cluster.command("reload");
        boolean reason = said.errors().size() == 1 && said.errors().get(0).startsWith("reload failed: ");
        boolean sameWorkers = cluster.readyPids().equals(before);
        notes.add(bad.label() + ": exit code " + said.exitCode() + ", " + String.join(" / ", said.errors()));
        String what = bad.label() + ": refused with the reason in one line, the same workers serve on";
        promises.add(Promise.holds(what, said.exitCode() != 0 && reason && sameWorkers));
    }
}
