/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.generator;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Counts the requests of clients, and keeps those that are worth a look.
 *
 * <p>Threading: owned by the event loop of the clients.
 */
final class ClientTally implements Outcomes {
    private static final long NOTABLE_NS = ClientCounts.NOTABLE_MS * 1_000_000L;
    private static final int MOST_NOTABLE = 20_000;

    private final Map<ErrorKind, Long> failed = new EnumMap<>(ErrorKind.class);
    private final List<ClientCounts.Notable> notable = new ArrayList<>();
    private final Timeline timeline;
    private long connections;
    private long answered;
    private long hung;
    private long longestWaitNs;

    /** Makes one that writes down what happens in intervals of that many milliseconds. */
    ClientTally(long intervalMs) {
        this.timeline = new Timeline(intervalMs);
    }

    void start() {
        timeline.start();
    }

    @Override
    public void onConnected() {
        connections++;
    }

    @Override
    public void onBytes(int count) {
        // Clients are there for what happens to requests.
    }

    @Override
    public void onAnswer(long startNs, long waitNs) {
        answered++;
        timeline.onAnswer(startNs + waitNs, waitNs);
        waited(waitNs);
        if (waitNs >= NOTABLE_NS) {
            note(new ClientCounts.Notable(startNs, waitNs, "", false));
        }
    }

    @Override
    public void onError(ErrorKind kind, long startNs, long waitNs, boolean kept) {
        failed.merge(kind, 1L, Long::sum);
        timeline.onError(startNs + waitNs, kind);
        waited(waitNs);
        note(new ClientCounts.Notable(startNs, waitNs, kind.label(), kept));
    }

    private void waited(long ns) {
        longestWaitNs = Math.max(longestWaitNs, ns);
        if (ns > ClientCounts.HUNG_NS) {
            hung++;
        }
    }

    private void note(ClientCounts.Notable request) {
        if (notable.size() < MOST_NOTABLE) {
            notable.add(request);
        }
    }

    /** Ends the recording and returns it. */
    Recording recording() {
        return timeline.end(System.nanoTime());
    }

    /** Returns the counts, together with the waits of those under way. */
    ClientCounts counts(List<Long> waitsUnderWayNs, long notMade) {
        long longest = waitsUnderWayNs.stream().mapToLong(Long::longValue).max().orElse(0);
        long hungUnderWay =
                waitsUnderWayNs.stream().filter(ns -> ns > ClientCounts.HUNG_NS).count();
        return new ClientCounts(
                connections,
                answered,
                failed,
                waitsUnderWayNs.size(),
                notMade,
                hung + hungUnderWay,
                Math.max(longestWaitNs, longest),
                notable);
    }
}
