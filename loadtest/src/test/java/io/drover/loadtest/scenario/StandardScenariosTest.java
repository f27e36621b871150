/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.scenario;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.core.config.Forward;
import io.drover.loadtest.undertest.BalancerModes;
import io.drover.loadtest.undertest.ClusterTarget;
import io.drover.loadtest.undertest.Target;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StandardScenariosTest {
    private static final Session.Load LOAD = new Session.Load(30, 3, Duration.ofSeconds(3), Duration.ofMillis(1_500));

    @Test
    void comparesEachPolicyWithEachForwardMode() {
        List<Target> targets = load("policies", 2).targets();
        Set<String> modes = targets.stream()
                .map(target -> (ClusterTarget) target)
                .map(target -> target.policy() + " " + target.forward())
                .collect(Collectors.toSet());
        for (Forward forward : Forward.values()) {
            for (String policy : BalancerModes.policies()) {
                assertThat(modes).contains(policy + " " + forward.key());
            }
        }
        assertThat(targets).hasSameSizeAs(modes);
    }

    @Test
    void promisesFiguresOfTargetsThatTakePart() {
        loads(StandardScenarios.full(4, 4)).values().forEach(scenario -> {
            List<String> names = scenario.targets().stream().map(Target::name).toList();
            assertThat(names)
                    .doesNotHaveDuplicates()
                    .contains(scenario.description().baseline());
            scenario.description().figures().forEach(figure -> {
                assertThat(names).contains(figure.target());
                if (figure.versus() != null) {
                    assertThat(names).contains(figure.versus());
                }
            });
        });
    }

    @Test
    void asksForNearlyAsMuchMoreAsThereAreCores() {
        Figure figure = load("cpu-heavy", 4).description().figures().get(0);
        assertThat(figure.limit()).isEqualTo(0.93 * 4);
    }

    @Test
    void hasAllHandlersWithAndWithoutKeptConnections() {
        assertThat(loads(StandardScenarios.full(2, 2)))
                .containsOnlyKeys(
                        "keep-alive",
                        "per-request",
                        "policies",
                        "cpu-heavy",
                        "cpu",
                        "json",
                        "blocking",
                        "cpu-heavy-per-request",
                        "json-per-request",
                        "blocking-per-request");
    }

    @Test
    void fitsIntoItsTimeHoweverManyRunsThereAre() {
        List<Scenario> scenarios = StandardScenarios.standard(2, 2);
        Budget budget = new Budget(260);
        Session.Load fitting = budget.fit(LOAD, scenarios);

        assertThat(fitting.duration()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(3));
        assertThat(Budget.estimate(fitting, scenarios)).isLessThanOrEqualTo(Duration.ofSeconds(260));
        assertThat(new Budget(1).fit(LOAD, scenarios).duration()).isEqualTo(Duration.ofMillis(500));
        assertThat(new Budget(10_000).fit(LOAD, scenarios).duration()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void warmsUpEachWorkerOfACluster() {
        assertThat(LOAD.warmUpOf(new ClusterTarget("c", 3, "round-robin", "handoff")))
                .isEqualTo(Duration.ofMillis(4_500));
        assertThat(LOAD.warmUpOf(new ClusterTarget("c", 64, "round-robin", "handoff")))
                .isEqualTo(Duration.ofSeconds(6));
    }

    private static LoadScenario load(String name, int cores) {
        return requireNonNull(loads(StandardScenarios.standard(cores, cores)).get(name), name);
    }

    private static Map<String, LoadScenario> loads(List<Scenario> scenarios) {
        return scenarios.stream()
                .filter(LoadScenario.class::isInstance)
                .map(LoadScenario.class::cast)
                .collect(Collectors.toMap(scenario -> scenario.description().name(), scenario -> scenario));
    }
}
