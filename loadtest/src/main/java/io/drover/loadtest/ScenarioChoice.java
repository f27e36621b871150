/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest;

import io.drover.loadtest.events.EventScenario;
import io.drover.loadtest.scenario.RelayScenarios;
import io.drover.loadtest.scenario.Scenario;
import io.drover.loadtest.scenario.StandardScenarios;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The scenarios that can be chosen by their names.
 *
 * @param unnamed those that run where none is named
 * @param onlyNamed those that run only where they are, or their family is
 */
record ScenarioChoice(List<Scenario> unnamed, List<Scenario> onlyNamed) {

    /** Returns all there are for so many workers and cores. */
    static ScenarioChoice of(boolean full, int workers, int cores) {
        List<Scenario> unnamed = new ArrayList<>(
                full ? StandardScenarios.full(workers, cores) : StandardScenarios.standard(workers, cores));
        unnamed.add(new EventScenario(workers));
        return new ScenarioChoice(unnamed, RelayScenarios.all(workers));
    }

    /** Returns those with such names, in the order in which they run. */
    List<Scenario> named(List<String> names) {
        if (names.isEmpty()) {
            return unnamed;
        }
        for (String name : names) {
            if (all().noneMatch(scenario -> matches(name, scenario))) {
                throw new InvalidOptionException("scenario", name, "one of " + words());
            }
        }
        return all().filter(scenario -> names.stream().anyMatch(name -> matches(name, scenario)))
                .toList();
    }

    private Stream<Scenario> all() {
        return Stream.concat(unnamed.stream(), onlyNamed.stream());
    }

    private static boolean matches(String name, Scenario scenario) {
        String whole = scenario.description().name();
        return whole.equals(name)
                || (name.equals(RelayScenarios.FAMILY) && whole.startsWith(RelayScenarios.FAMILY + "-"));
    }

    private String words() {
        return Stream.concat(
                        unnamed.stream().map(scenario -> scenario.description().name()),
                        Stream.concat(
                                Stream.of(RelayScenarios.FAMILY),
                                onlyNamed.stream()
                                        .map(scenario -> scenario.description().name())))
                .collect(Collectors.joining(", "));
    }

    /** Tells whether one of them needs a tool that can ask at a constant rate. */
    static boolean hasConstantRate(List<Scenario> chosen) {
        return chosen.stream()
                .anyMatch(scenario -> scenario.description().name().equals(RelayScenarios.LATENCY));
    }
}
