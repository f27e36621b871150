/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.harness.Cluster;
import io.drover.balancer.harness.ClusterHarness;
import io.drover.core.config.Setting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class HelpIT {
    @RegisterExtension
    final ClusterHarness harness = ClusterHarness.perTest();

    @Test
    void explainsEveryOption() {
        Cluster ended = harness.command().plain().argument("--help").startAndAwaitExit();

        assertThat(ended.awaitExit()).isZero();
        String help = String.join("\n", ended.output().standardOutput());
        for (Setting setting : Setting.values()) {
            assertThat(help).contains("--" + setting.key());
        }
        assertThat(help).contains("Usage: java -jar balancer.jar", "Examples", "Signals", "Exit codes");
        assertThat(ended.output().standardError()).isEmpty();
    }

    @Test
    void saysWhichVersionItIs() {
        Cluster ended = harness.command().plain().argument("--version").startAndAwaitExit();

        assertThat(ended.awaitExit()).isZero();
        assertThat(ended.output().standardOutput()).singleElement().asString().matches("drover \\d+\\.\\d+\\.\\d+.*");
    }
}
