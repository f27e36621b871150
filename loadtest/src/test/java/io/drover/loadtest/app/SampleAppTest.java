/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class SampleAppTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"70000", "65536", "-1", "abc", ""})
    void refusesAPortThatIsNone(String port) {
        assertThat(run(Map.of(), "--port=" + port)).isEqualTo(2);
        assertThat(err).hasToString("port: " + port + " (expected: a number from 0 to 65535)" + System.lineSeparator());
    }

    @Test
    void refusesAPortOfTheEnvironmentThatIsNone() {
        assertThat(run(Map.of("PORT", "abc"))).isEqualTo(2);
        assertThat(err).hasToString("port: abc (expected: a number from 0 to 65535)" + System.lineSeparator());
    }

    @Test
    void refusesToServeWithoutThreads() {
        assertThat(run(Map.of(), "--port=0", "--threads=0")).isEqualTo(2);
        assertThat(err).hasToString("threads: 0 (expected: a number from 1 to 1024)" + System.lineSeparator());
    }

    @Test
    void refusesOptionsItDoesNotKnow() {
        assertThat(run(Map.of(), "--prot=80")).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(1).first().asString().contains("--prot=80");
    }

    @Test
    void saysWhyAnAddressCannotBeHad() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(run(Map.of(), "--host=127.0.0.1", "--port=" + taken.getLocalPort()))
                    .isEqualTo(1);
        }
        assertThat(err.toString().lines())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("listen: ")
                .contains("127.0.0.1")
                .contains("in use");
    }

    @Test
    void explainsItsOptions() {
        assertThat(run(Map.of(), "--help")).isZero();
        assertThat(out.toString()).contains("--port=N", "--host=H", "--threads=N", "--unix=PATH", "8080");
    }

    private int run(Map<String, String> environment, String... arguments) {
        CommandLine app = SampleApp.commandLine(environment);
        return app.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
