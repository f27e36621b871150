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
import java.util.Locale;

/** Reloads again and again under clients that keep their connections and such that don't. */
final class ReloadScenario implements ChaosScenario {
    private static final int RELOADS = 10;
    private static final int KEEPING_CLIENTS = 30;
    private static final double KEPT_REQUESTS_PER_SECOND = 1_500;
    private static final double CONNECTIONS_PER_SECOND = 200;
    private static final long REQUESTS_PER_RELOAD = 5_000;
    private static final long POLL_MS = 200;

    @Override
    public String name() {
        return "reload";
    }

    @Override
    public ChaosResult run(ChaosSession session) throws IOException, InterruptedException {
        int reloads = session.settings().roundsOr(RELOADS);
        try (FaultyCluster cluster = FaultyCluster.start(session, name(), 2);
                Clients keeping =
                        Clients.start(ClientPlan.keeping(cluster.url(), KEEPING_CLIENTS, KEPT_REQUESTS_PER_SECOND));
                Clients connecting = Clients.start(ClientPlan.connecting(cluster.url(), CONNECTIONS_PER_SECOND))) {
            int succeeded = 0;
            List<String> notes = new ArrayList<>();
            for (int reload = 1; reload <= reloads; reload++) {
                List<Long> before = cluster.readyPids();
                FaultyCluster.Said said = cluster.command("reload");
                boolean replaced = before.stream().noneMatch(cluster.readyPids()::contains);
                if (said.exitCode() == 0 && replaced) {
                    succeeded++;
                } else {
                    notes.add("reload " + reload + ": exit code " + said.exitCode() + ", " + said.errors());
                }
                session.progress()
                        .onStep("reload " + reload + " of " + reloads + ": "
                                + keeping.counts().and(connecting.counts()).failures() + " failed so far");
            }
            long wanted = reloads * REQUESTS_PER_RELOAD;
            while (keeping.counts().and(connecting.counts()).requests() < wanted) {
                Thread.sleep(POLL_MS);
            }
            return result(keeping.finish(), connecting.finish(), reloads, succeeded, notes);
        }
    }

    private ChaosResult result(
            ClientCounts keeping, ClientCounts connecting, int reloads, int succeeded, List<String> notes) {
        ClientCounts both = keeping.and(connecting);
        notes.addAll(Clienteles.failures(both));
        notes.add(String.format(
                Locale.ROOT,
                "%d clients that keep their connections needed %,d connections for %,d requests",
                KEEPING_CLIENTS,
                keeping.connections(),
                keeping.requests()));
        List<Promise> promises = List.of(
                Promise.all("reloads that replaced both workers", succeeded, reloads),
                Promise.countAtLeast("requests", both.requests(), reloads * REQUESTS_PER_RELOAD),
                Promise.none("failed requests of clients that keep their connections", keeping.failures()),
                Promise.none("failed requests on new connections", connecting.failures()),
                Promise.none("clients that waited longer than 2 s", both.hung()));
        return new ChaosResult(name(), reloads + " reloads of 2 workers", Clienteles.of(both), promises, notes, "");
    }
}
