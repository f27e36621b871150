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

    String verdict() {
        return measured.map(summary -> figure.isMetBy(summary.median()) ? "met" : "MISSED")
                .orElse("not measured");
    }
}
