/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.core.config.Setting;
import io.drover.core.control.WorkerEnvironment;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UnknownVariablesTest {
    @Test
    void areNamedWithTheOneThatMayBeMeantAndWithoutTheirValues() {
        assertThat(UnknownVariables.in(Map.of(
                        "DROVER_WORKRES", "4", "DROVER_PASSPHRASE", "s3cret", "DROVER_PORT", "9000", "PATH", "/")))
                .containsExactly(
                        "environment: DROVER_PASSPHRASE, ignored (expected: the variable of an option that --help lists)",
                        "environment: DROVER_PORT, ignored (expected: the variable of an option that --help lists)",
                        "environment: DROVER_WORKRES, ignored (expected: the variable of an option that --help lists;"
                                + " did you mean DROVER_WORKERS?)");
    }

    /** A cluster can run in a worker of another. */
    @Test
    void areNoneThatSetOptionsAndNoneThatTheClusterSets() {
        Map<String, String> known = Stream.concat(
                        Arrays.stream(Setting.values()).map(Setting::variable), WorkerEnvironment.NAMES.stream())
                .collect(Collectors.toMap(Function.identity(), name -> "x"));

        assertThat(UnknownVariables.in(known)).isEmpty();
    }

    @Test
    void areNoneThatAreEmpty() {
        assertThat(UnknownVariables.in(Map.of("DROVER_WORKRES", ""))).isEmpty();
    }

    /** In each container of a cluster of Kubernetes that has services of these names. */
    @Test
    void areNoneThatTellOfServices() {
        assertThat(UnknownVariables.in(Map.of(
                        "DROVER_SERVICE_HOST", "10.0.0.11",
                        "DROVER_SERVICE_PORT", "80",
                        "DROVER_SERVICE_PORT_HTTP", "80",
                        "DROVER_PORT", "tcp://10.0.0.11:80",
                        "DROVER_PORT_80_TCP", "tcp://10.0.0.11:80",
                        "DROVER_PORT_80_TCP_ADDR", "10.0.0.11",
                        "DROVER_PORT_80_TCP_PORT", "80",
                        "DROVER_DEMO_SERVICE_HOST", "10.0.0.12",
                        "DROVER_DEMO_PORT", "tcp://10.0.0.12:80")))
                .isEmpty();
    }
}
