/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.undertest;

import java.io.IOException;
import java.util.Optional;

/** A way of serving the sample application, or something like it, that can be put under load. */
public interface Target {
    /** Returns the name for a table. */
    String name();

    /** Returns how many JVMs share its requests: each of them has to be warmed up by its part. */
    default int jvms() {
        return 1;
    }

    /** Returns the program it needs and this machine doesn't have. */
    default Optional<String> missingProgram() {
        return Optional.empty();
    }

    /**
     * Starts it and waits until all of it answers.
     *
     * @throws IOException when it doesn't, with the last of its output
     */
    RunningTarget start(Workbench bench) throws IOException, InterruptedException;
}
