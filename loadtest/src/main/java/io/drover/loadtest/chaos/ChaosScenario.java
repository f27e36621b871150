/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.chaos;

import java.io.IOException;

/** A fault, or several, under load. */
public interface ChaosScenario {
    /** Returns its name on the command line. */
    String name();

    /**
     * Runs it.
     *
     * @throws IOException when it could not be made; that a promise is broken is in the result
     */
    ChaosResult run(ChaosSession session) throws IOException, InterruptedException;
}
