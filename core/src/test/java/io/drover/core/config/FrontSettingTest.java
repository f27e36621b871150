/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrontSettingTest {
    @Test
    void readsAll() {
        ClusterConfig.Front front = relayed()
                .flag(Setting.PROXY_PROTOCOL, "v2")
                .flag(Setting.ACCEPT_PROXY, "10.0.0.0/8, fd00::/8", "192.0.2.1")
                .flag(Setting.MAX_TOTAL_CONNECTIONS, "5000")
                .flag(Setting.MAX_CLIENT_CONNECTIONS, "7")
                .load()
                .relay()
                .front();

        assertThat(front.proxyProtocol()).isEqualTo(ProxyProtocol.V2);
        assertThat(front.maxTotalConnections()).isEqualTo(5000);
        assertThat(front.maxClientConnections()).isEqualTo(7);
        assertThat(front.acceptProxy())
                .extracting(Network::toString)
                .containsExactly("10.0.0.0/8", "fd00:0:0:0:0:0:0:0/8", "192.0.2.1/32");
    }

    @Test
    void refusesWhatItCantUnderstand() {
        assertThat(relayed()
                        .flag(Setting.PROXY_PROTOCOL, "v3")
                        .flag(Setting.ACCEPT_PROXY, "10.0.0.0/8,proxy.example.com")
                        .flag(Setting.MAX_TOTAL_CONNECTIONS, "-1")
                        .violations())
                .containsExactly(
                        "proxy-protocol: v3 (expected: off, v1 or v2)",
                        "accept-proxy: 10.0.0.0/8,proxy.example.com (expected: an address, or a network as 10.0.0.0/8 or"
                                + " fd00::/8, or several with ',' between)",
                        "max-total-connections: -1 (expected: a whole number from 0 to 10000000)");
    }

    @Test
    void refusesAllOfItWhereConnectionsAreHandedOver(@TempDir Path folder) throws IOException {
        assertThat(Loading.backendIn(folder)
                        .flag(Setting.PROXY_PROTOCOL, "v1")
                        .flag(Setting.ACCEPT_PROXY, "10.0.0.0/8")
                        .flag(Setting.MAX_TOTAL_CONNECTIONS, "10")
                        .flag(Setting.MAX_CLIENT_CONNECTIONS, "5")
                        .violations())
                .containsExactly(
                        "proxy-protocol: v1 (expected: --forward=splice)",
                        "accept-proxy: 10.0.0.0/8 (expected: --forward=splice)",
                        "max-total-connections: 10 (expected: --forward=splice)",
                        "max-client-connections: 5 (expected: --forward=splice)");
    }

    private static Loading relayed() {
        return Loading.nothing().flag(Setting.UPSTREAM, "127.0.0.1:1").flag(Setting.LISTEN, "8080");
    }
}
