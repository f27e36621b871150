/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.tool;

import io.drover.loadtest.generator.LoadPlan;
import io.drover.loadtest.generator.LoadResult;
import java.io.IOException;

/** What makes the requests and measures them. It is a process of its own, so that its CPU use is known. */
public interface LoadTool extends AutoCloseable {
    /** Returns the name for a report. */
    String name();

    /**
     * Makes a run and waits until it is over.
     *
     * @throws IOException when it could not be made; what goes wrong with requests is in the result
     */
    LoadResult run(LoadPlan plan) throws IOException, InterruptedException;

    @Override
    void close();
}
