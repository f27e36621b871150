/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.unix.DomainSocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class ListenOptionsTest {

    @Test
    void listensEverywhereOnPort8080ByDefault() {
        assertThat(address(Map.of())).isEqualTo(new InetSocketAddress(8080));
        assertThat(address(Map.of("PORT", ""))).isEqualTo(new InetSocketAddress(8080));
    }

    @Test
    void takesThePortOfTheEnvironment() {
        assertThat(address(Map.of("PORT", "81"))).isEqualTo(new InetSocketAddress(81));
    }

    @Test
    void prefersTheFlagToTheEnvironment() {
        assertThat(address(Map.of("PORT", "81"), "--port=82")).isEqualTo(new InetSocketAddress(82));
        assertThat(address(Map.of("PORT", "bad"), "--port=82")).isEqualTo(new InetSocketAddress(82));
    }

    @Test
    void listensOnOneAddressOnly() {
        assertThat(address(Map.of(), "--host=127.0.0.1", "--port=83"))
                .isEqualTo(new InetSocketAddress(InetAddress.getLoopbackAddress(), 83));
    }

    @Test
    void listensOnAUnixSocketWhateverTheEnvironmentSays() {
        assertThat(address(Map.of("PORT", "81"), "--unix=/run/app.sock"))
                .isEqualTo(new DomainSocketAddress("/run/app.sock"));
    }

    @Test
    void refusesAUnixSocketBesideAPort() {
        assertThatThrownBy(() -> address(Map.of(), "--unix=a.sock", "--port=81"))
                .hasMessage("unix: a.sock (expected: neither --port nor --host beside it)");
    }

    @Test
    void refusesAHostThatCannotBeResolved() {
        assertThatThrownBy(() -> address(Map.of(), "--host=no.such.host.invalid"))
                .hasMessage("host: no.such.host.invalid (expected: an address of this machine, or its name)");
    }

    private static SocketAddress address(Map<String, String> environment, String... arguments) {
        CommandSpec spec = CommandSpec.create();
        ListenOptions.addTo(spec);
        return new ListenOptions(new CommandLine(spec).parseArgs(arguments)).address(environment);
    }
}
