/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * docs/CONFIGURATION.md is made from {@link Setting}. After a change of a setting run {@code mvn -pl core test
 * -Dtest=ConfigurationReferenceTest -Ddrover.docs.write=true}.
 */
class ConfigurationReferenceTest {
    private static final Path REFERENCE = Path.of("..", "docs", "CONFIGURATION.md");

    @Test
    void docsHaveEverySettingAsItIs() throws IOException {
        if (Boolean.getBoolean("drover.docs.write")) {
            Files.writeString(REFERENCE, reference());
        }
        assertThat(Files.readString(REFERENCE)).isEqualTo(reference());
    }

    private static String reference() {
        return """
                # Configuration

                Made from the table of settings (`Setting`); `--help` shows the same.

                Every option can be given on the command line, in the environment, and in a YAML file that `--config`
                names. The command line wins over the environment, the environment over the file. All of it takes effect
                when the primary starts. What is wrong is reported all at once, a line each:
                `name: value (expected: …)`. Only of a variable that begins with `DROVER_` and is no option's it is just said
                that it is ignored: the environment is not ours alone.

                Durations are a number and `ms`, `s`, `m` or `h`. In the environment, the values of an option that may be
                repeated are parted by blanks; in the file they are a list. Arguments for the application follow `--` on
                the command line, or are the list `app-arguments` in the file.

                ```yaml
                backend: app.jar
                workers: 4
                policy: least-connections
                jvm-arg: [-Xmx512m]
                app-arguments: [--port=9000]
                ```
                """
                + Arrays.stream(Setting.Group.values())
                        .map(ConfigurationReferenceTest::section)
                        .collect(Collectors.joining());
    }

    private static String section(Setting.Group group) {
        return String.format(
                Locale.ROOT,
                "%n## %s%n%n| option | environment | default | what it does |%n|---|---|---|---|%n%s",
                group.heading(),
                Arrays.stream(Setting.values())
                        .filter(setting -> setting.group() == group)
                        .map(ConfigurationReferenceTest::row)
                        .collect(Collectors.joining()));
    }

    private static String row(Setting setting) {
        String value = setting.placeholder().isEmpty() ? "" : "=" + setting.placeholder();
        String fallback = setting.defaultValue() == null ? "" : "`" + setting.defaultValue() + "`";
        return String.format(
                Locale.ROOT,
                "| `--%s%s` | `%s` | %s | %s |%n",
                setting.key(),
                value.replace("|", "\\|"),
                setting.variable(),
                fallback,
                setting.help());
    }
}
