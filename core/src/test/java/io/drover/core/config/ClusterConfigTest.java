/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterConfigTest {

    @Test
    void isBuiltForEmbeddingWithTheChecksOfTheCommandLine(@TempDir Path folder) throws IOException {
        Path jar = FakeJars.runnable(folder.resolve("app.jar"));

        ClusterConfig config = ClusterConfig.builder(jar)
                .set(Setting.WORKERS, "2")
                .set(Setting.JVM_ARG, "-Da=1", "-Db=2")
                .set(Setting.JVM_ARG, "-Dc=3")
                .appArguments("serve")
                .build();

        assertThat(config.backend()).isEqualTo(new Backend.Jar(jar));
        assertThat(config.workers()).isEqualTo(2);
        assertThat(config.jvm().arguments()).containsExactly("-Da=1", "-Db=2", "-Dc=3");
        assertThat(config.jvm().appArguments()).containsExactly("serve");
    }

    @Test
    void isNotBuiltWhereAnythingIsWrong(@TempDir Path folder) {
        ClusterConfig.Builder builder =
                ClusterConfig.builder(folder.resolve("missing.jar")).set(Setting.WORKERS, "none");

        assertThatThrownBy(builder::build)
                .isInstanceOfSatisfying(ConfigException.class, thrown -> assertThat(thrown.violations())
                        .extracting(Violation::name)
                        .containsExactly("backend", "workers"));
    }

    @Test
    void doesNotChangeWithTheListsItWasMadeFrom(@TempDir Path folder) throws IOException {
        ClusterConfig config = Loading.backendIn(folder).load();
        List<Path> policyPath = new ArrayList<>();
        List<ListenAddress> listen = new ArrayList<>();
        ClusterConfig copy = new ClusterConfig(
                config.name(),
                config.nameIsDefault(),
                config.backend(),
                config.workers(),
                config.policy(),
                policyPath,
                config.forward(),
                config.ioUring(),
                listen,
                config.relay(),
                config.queueing(),
                config.life(),
                config.recycling(),
                config.reload(),
                config.logDirectory(),
                config.jvm());

        policyPath.add(folder);
        listen.add(new ListenAddress("", 80));

        assertThat(copy).isEqualTo(config);
    }
}
