/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.report;

import io.drover.loadtest.scenario.Figure;
import io.drover.loadtest.scenario.ScenarioResult;
import java.util.Optional;

/**
 * A promised number and what was measured.
 *
 * @param measured nothing where what it needs did not run
 */
record CheckedFigure(Figure figure, Optional<Summary> measured) {

    static CheckedFigure of(ScenarioResult result, Figure figure) {
        Series series = Series.of(result, figure.target(), figure.metric());
        String versus = figure.versus();
        return new CheckedFigure(
                figure, versus == null ? series.summary() : series.ratioTo(Series.of(result, versus, figure.metric())));
    }

    /** Returns the word for a table; where some repetitions keep the promise and some don't, it is left open. */
    String verdict() {
        return measured.map(this::verdict).orElse("not measured");
    }

    private String verdict(Summary summary) {
        String byMedian = figure.isMetBy(summary.median()) ? "met" : "MISSED";
        return summary.straddles(figure.limit()) ? byMedian + " by the median only" : byMedian;
    }
}
