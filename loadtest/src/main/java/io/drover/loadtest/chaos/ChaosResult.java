/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.chaos;

import io.drover.loadtest.generator.ErrorKind;
import java.util.List;
import java.util.Map;

/**
 * What came of a scenario.
 *
 * @param name of the scenario
 * @param done what was done to the cluster
 * @param clients what became of the clients
 * @param promises each with its verdict; none where the scenario did not come to its end
 * @param notes what else is worth knowing
 * @param failure why the scenario did not come to its end, or an empty text
 */
public record ChaosResult(
        String name, String done, Clientele clients, List<Promise> promises, List<String> notes, String failure) {

    /**
     * What became of the clients.
     *
     * @param connections opened
     * @param requests made
     * @param failed of each kind that occurred
     * @param hung that waited longer than two seconds for what the scenario could not but delay
     * @param longestWaitMs of those
     */
    public record Clientele(
            long connections, long requests, Map<ErrorKind, Long> failed, long hung, double longestWaitMs) {
        static final Clientele NONE = new Clientele(0, 0, Map.of(), 0, 0);

        /** Copies what it is given. */
        public Clientele {
            failed = Map.copyOf(failed);
        }
    }

    /** Copies what it is given. */
    public ChaosResult {
        promises = List.copyOf(promises);
        notes = List.copyOf(notes);
    }

    /** Returns that of a scenario that did not come to its end. */
    public static ChaosResult failed(String name, String why) {
        return new ChaosResult(name, "not finished", Clientele.NONE, List.of(), List.of(), why);
    }

    /** Tells whether it came to its end and every promise was kept. */
    public boolean isMet() {
        return failure.isEmpty() && promises.stream().allMatch(Promise::met);
    }

    /** Returns the word for a table. */
    public String verdict() {
        return isMet() ? "met" : failure.isEmpty() ? "MISSED" : "FAILED";
    }
}
