/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.core.scheduling.ClientKey;
import io.drover.core.scheduling.SchedulingPolicies;
import io.drover.core.scheduling.SchedulingPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicySettingTest {
    private static final String OUTSIDE = "outside.OnlyTheFirst";
    private static final String SOURCE = """
            package outside;

            public class OnlyTheFirst implements io.drover.core.scheduling.SchedulingPolicy {
                @Override
                public int choose(io.drover.core.scheduling.Candidates candidates, long clientKey) {
                    return 0;
                }
            }
            """;

    private final Path folder;
    private final Loading loading;

    PolicySettingTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.loading = Loading.backendIn(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"round-robin", "least-connections", "random-two", "ip-hash", "none"})
    void isAnyOfTheBuiltInOnesOrNone(String name) {
        assertThat(loading.flag(Setting.POLICY, name).load().policy()).isEqualTo(name);
    }

    @Test
    void isAClassInAFolderOrAJarOnThePolicyPath() throws IOException {
        Path classes = compiledPolicy();
        Path jar = FakeJars.ofFolder(folder.resolve("policy.jar"), classes);

        for (Path place : List.of(classes, jar)) {
            ClusterConfig config = Loading.backendIn(folder)
                    .flag(Setting.POLICY, OUTSIDE)
                    .flag(Setting.POLICY_PATH, place.toString())
                    .load();

            assertThat(config.policyPath()).containsExactly(place);
            SchedulingPolicy policy = SchedulingPolicies.byName(
                            config.policy(), ConfigLoader.policyLoader(config.policyPath()))
                    .get();
            assertThat(policy.getClass().getName()).isEqualTo(OUTSIDE);
        }
    }

    @Test
    void isRefusedWhereItsClassIsNotOnThePolicyPath() throws IOException {
        loading.flag(Setting.POLICY, OUTSIDE)
                .flag(
                        Setting.POLICY_PATH,
                        Files.createDirectory(folder.resolve("empty")).toString());

        assertThat(loading.violations())
                .singleElement()
                .asString()
                .startsWith("policy: " + OUTSIDE + " (expected: round-robin, ")
                .endsWith("; no such class on the class path)");
    }

    @Test
    void isRefusedWhereItsClassIsNoPolicy() {
        assertThat(loading.flag(Setting.POLICY, ClientKey.class.getName()).violations())
                .singleElement()
                .asString()
                .startsWith("policy: io.drover.core.scheduling.ClientKey (expected: round-robin, ")
                .endsWith("; the class does not implement io.drover.core.scheduling.SchedulingPolicy)");
    }

    @Test
    void isRefusedWhereAPlaceOfThePolicyPathIsMissing() {
        loading.flag(
                Setting.POLICY_PATH,
                folder.toString(),
                folder.resolve("missing").toString());

        assertThat(loading.violations())
                .containsExactly(
                        "policy-path: " + folder.resolve("missing") + " (expected: an existing jar or folder)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "ip-hash"})
    void movesNoConnectionWhereItSaysWhoseAClientIs(String policy) {
        assertThat(loading.flag(Setting.POLICY, policy)
                        .flag(Setting.REBALANCE, "true")
                        .violations())
                .containsExactly(
                        "rebalance: true (expected: another policy than " + policy + ", which moves no connection)");
    }

    @Test
    void movesNoConnectionThatIsRelayed() {
        assertThat(loading.flag(Setting.FORWARD, "splice")
                        .flag(Setting.REBALANCE, "true")
                        .violations())
                .containsExactly("rebalance: true (expected: --forward=handoff: a relayed connection can't be moved)");
    }

    @Test
    void choosesForConnectionsThatAreRelayed() {
        String expected = "policy: none (expected: another with --forward=splice, --exec and --upstream: the primary"
                + " has to choose)";

        assertThat(loading.flag(Setting.POLICY, "none")
                        .flag(Setting.FORWARD, "splice")
                        .violations())
                .containsExactly(expected);
        assertThat(Loading.nothing()
                        .flag(Setting.POLICY, "none")
                        .flag(Setting.UPSTREAM, "127.0.0.1:1")
                        .flag(Setting.LISTEN, "8080")
                        .violations())
                .containsExactly(expected);
        assertThat(Loading.nothing()
                        .flag(Setting.POLICY, "none")
                        .flag(Setting.EXEC, "server")
                        .flag(Setting.LISTEN, "8080")
                        .violations())
                .containsExactly(expected);
    }

    private Path compiledPolicy() throws IOException {
        Path source = Files.writeString(
                Files.createDirectories(folder.resolve("src/outside")).resolve("OnlyTheFirst.java"), SOURCE);
        Path classes = Files.createDirectory(folder.resolve("classes"));
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-d",
                        classes.toString(),
                        "-cp",
                        classPathOf(SchedulingPolicy.class),
                        source.toString());
        assertThat(result).as("exit code of the compiler").isZero();
        return classes;
    }

    private static String classPathOf(Class<?> type) {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .toString();
    }
}
