/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.config;

import java.util.ArrayList;
import java.util.List;

/** Reads what happens to a relayed connection before its bytes flow. */
final class FrontReader {
    private final SettingReader settings;
    private final boolean isRelayed;

    FrontReader(SettingReader settings, Forward forward) {
        this.settings = settings;
        this.isRelayed = forward == Forward.SPLICE;
    }

    ClusterConfig.Front front() {
        return new ClusterConfig.Front(
                proxyProtocol(),
                acceptProxy(),
                limit(Setting.MAX_TOTAL_CONNECTIONS),
                limit(Setting.MAX_CLIENT_CONNECTIONS),
                tls());
    }

    private ProxyProtocol proxyProtocol() {
        String value = settings.text(Setting.PROXY_PROTOCOL);
        ProxyProtocol version = ProxyProtocol.ofKey(value);
        if (version == null) {
            settings.refuse(Setting.PROXY_PROTOCOL, value, "off, v1 or v2");
            return ProxyProtocol.OFF;
        }
        if (version != ProxyProtocol.OFF) {
            requireRelayed(Setting.PROXY_PROTOCOL, value);
        }
        return version;
    }

    private List<Network> acceptProxy() {
        List<Network> networks = new ArrayList<>();
        for (String value : settings.all(Setting.ACCEPT_PROXY)) {
            for (String part : value.split(",", -1)) {
                Network network = Network.parse(part.strip());
                if (network == null) {
                    settings.refuse(Setting.ACCEPT_PROXY, value, Network.EXPECTED + ", or several with ',' between");
                } else {
                    networks.add(network);
                }
            }
            requireRelayed(Setting.ACCEPT_PROXY, value);
        }
        return networks;
    }

    private ClusterConfig.Tls tls() {
        settings.all(Setting.TLS).forEach(value -> requireRelayed(Setting.TLS, value));
        return new TlsReader(settings).tls();
    }

    private int limit(Setting setting) {
        int most = settings.number(setting, 0, RelayReader.MOST_CONNECTIONS);
        if (most > 0) {
            requireRelayed(setting, settings.text(setting));
        }
        return most;
    }

    /** A connection whose descriptor is passed has no byte read or written by the primary. */
    private void requireRelayed(Setting setting, String value) {
        if (!isRelayed) {
            settings.refuse(setting, value, "--forward=splice");
        }
    }
}
