/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RelayScenariosTest {
    private static final Session.Load LOAD = new Session.Load(30, 3, Duration.ofSeconds(3), Duration.ofMillis(1_500));

    private final List<Scenario> all = RelayScenarios.all(2);

    @Test
    void areAFamily() {
        assertThat(all)
                .extracting(scenario -> scenario.description().name())
                .doesNotHaveDuplicates()
                .allMatch(name -> name.startsWith("relay-"))
                .contains(RelayScenarios.LATENCY);
    }

    @Test
    void promiseAFigureInEveryPart() {
        assertThat(all).allSatisfy(scenario -> {
            assertThat(scenario.description().figures()).isNotEmpty().allMatch(figure -> figure.target()
                    .equals("drover"));
            assertThat(scenario.description().columns())
                    .as("figures can be read in the table")
                    .containsAll(scenario.description().figures().stream()
                            .map(Figure::metric)
                            .toList());
        });
    }

    @Test
    void promiseToBeNoSlowerThanHaproxyAndToUseNoMoreOfTheProcessor() {
        assertThat(figures("relay-100m"))
                .containsExactly(
                        Figure.atLeast(1, Metric.MEGABYTES_PER_SECOND, "drover", "haproxy"),
                        Figure.atMost(1, Metric.FRONT_CPU_PER_GB_S, "drover", "haproxy"));
        assertThat(figures("relay-many")).contains(Figure.atLeast(1, Metric.REQUESTS_PER_SECOND, "drover", "nginx"));
    }

    @Test
    void fitIntoFiveMinutes() {
        Session.Load fitting = new Budget(260).fit(LOAD, all);

        assertThat(Budget.estimate(fitting, all)).isLessThanOrEqualTo(Duration.ofSeconds(260));
        assertThat(fitting.duration()).isGreaterThan(Duration.ofSeconds(1));
    }

    private List<Figure> figures(String name) {
        return all.stream()
                .map(Scenario::description)
                .filter(description -> description.name().equals(name))
                .flatMap(description -> description.figures().stream())
                .toList();
    }
}
