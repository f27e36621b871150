/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.core.config.ConfigException;
import io.drover.core.config.Setting;
import io.drover.core.config.SettingSource;
import io.drover.core.config.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArgumentsTest {

    @Test
    void takesValuesAsTheyAreHoweverTheyAreWritten() {
        SettingSource settings = Arguments.parse("--backend", "app.jar", "--workers=-1", "--drain-timeout= 5 ")
                .settings();

        assertThat(settings.values(Setting.BACKEND)).containsExactly("app.jar");
        assertThat(settings.values(Setting.WORKERS)).containsExactly("-1");
        assertThat(settings.values(Setting.DRAIN_TIMEOUT)).containsExactly(" 5 ");
        assertThat(settings.values(Setting.POLICY)).isNull();
    }

    @Test
    void collectsAnOptionThatIsRepeatedInOrder() {
        SettingSource settings = Arguments.parse(
                        "--jvm-arg=-Xmx64m",
                        "--workers=2",
                        "--jvm-arg",
                        "-Da=b,c",
                        "--jvm-arg=--add-opens=x/y=ALL-UNNAMED")
                .settings();

        assertThat(settings.values(Setting.JVM_ARG))
                .containsExactly("-Xmx64m", "-Da=b,c", "--add-opens=x/y=ALL-UNNAMED");
    }

    @Test
    void knowsAFlagWithAndWithoutAValue() {
        assertThat(Arguments.parse("--wait-ready").settings().values(Setting.WAIT_READY))
                .containsExactly("true");
        assertThat(Arguments.parse("--wait-ready=false").settings().values(Setting.WAIT_READY))
                .containsExactly("false");
        assertThat(Arguments.parse().settings().values(Setting.WAIT_READY)).isNull();
    }

    @Test
    void leavesEverythingBehindTheSeparatorToTheApplication() {
        Arguments arguments = Arguments.parse("run", "--workers=2", "--", "--workers=9", "--", "-h", "");

        assertThat(arguments.settings().values(Setting.WORKERS)).containsExactly("2");
        assertThat(arguments.appArguments()).containsExactly("--workers=9", "--", "-h", "");
        assertThat(arguments.isHelpRequested()).isFalse();
        assertThat(arguments.violations()).isEmpty();
    }

    @Test
    void takesRunOnlyAsTheFirstWordForACommand() {
        assertThat(Arguments.parse("run").violations()).isEmpty();
        assertThat(Arguments.parse("--workers=2", "run").violations())
                .extracting(Violation::value)
                .containsExactly("run");
    }

    @Test
    void namesAllThatItDoesNotKnowWithWhatMayHaveBeenMeant() {
        assertThat(Arguments.parse("--polcy=x", "stray", "--zzzzzzzz", "--workers=2")
                        .violations())
                .extracting(Violation::toString)
                .containsExactlyInAnyOrder(
                        "option: --polcy=x (expected: an option that --help lists; did you mean --policy?)",
                        "argument: stray (expected: an option; arguments for the application go behind --)",
                        "option: --zzzzzzzz (expected: an option that --help lists)");
    }

    @Test
    void asksForAMissingValueByTheNameOfTheOption() {
        assertThatThrownBy(() -> Arguments.parse("--backend"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("backend: no value (expected: APP.jar)");
    }

    @Test
    void tellsRequestsForHelpAndVersion() {
        assertThat(Arguments.parse("--help").isHelpRequested()).isTrue();
        assertThat(Arguments.parse("-h").isHelpRequested()).isTrue();
        assertThat(Arguments.parse("--help", "-h").isHelpRequested()).isTrue();
        assertThat(Arguments.parse("--version").isVersionRequested()).isTrue();
        assertThat(Arguments.parse("-V").isVersionRequested()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void explainsEverySettingWithItsDefault(Setting setting) {
        String help = Arguments.help().replaceAll("\\s+", " ");

        assertThat(help).contains("--" + setting.key()).contains(setting.help());
        if (setting.defaultValue() != null && setting.arity() != Setting.Arity.FLAG) {
            assertThat(help).contains(setting.help() + " Default: " + setting.defaultValue() + ".");
        }
        assertThat(help).contains(setting.group().heading());
    }
}
