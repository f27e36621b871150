/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer;

import io.drover.core.rundir.RunDirectory;
import java.io.IOException;

/**
 * A cluster's name and the run directory that goes with it.
 *
 * @param name that no other running cluster of this user has
 * @param directory its run directory, locked
 */
record ClaimedName(String name, RunDirectory directory) {
    /** Nobody runs that many clusters of one jar without naming them. */
    private static final int LAST_SUFFIX = 1000;

    /**
     * Claims a name.
     *
     * @param wanted the name
     * @param mayDiffer whether one with a number behind it will do as well
     * @throws NameTakenException when a running cluster has it
     */
    static ClaimedName claim(String wanted, boolean mayDiffer) throws IOException {
        for (int suffix = 1; suffix <= LAST_SUFFIX; suffix++) {
            String name = suffix == 1 ? wanted : wanted + "-" + suffix;
            RunDirectory directory = RunDirectory.claim(name);
            if (directory != null) {
                return new ClaimedName(name, directory);
            }
            if (!mayDiffer) {
                break;
            }
        }
        throw new NameTakenException(wanted);
    }
}
