/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.scenario;

import java.util.List;

/**
 * What a scenario is, for those who choose it and those who read its results.
 *
 * @param name as {@code --scenario} takes it
 * @param title what happens in it
 * @param baseline the target that the others are compared to
 * @param columns what a table of it shows
 * @param figures what it checks
 */
public record Description(String name, String title, String baseline, List<Metric> columns, List<Figure> figures) {

    /** Copies what it is given. */
    public Description {
        columns = List.copyOf(columns);
        figures = List.copyOf(figures);
    }
}
