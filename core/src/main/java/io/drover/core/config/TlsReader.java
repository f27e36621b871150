/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.config;

import io.drover.core.tls.KeyFiles;
import io.drover.core.tls.PemException;
import io.drover.core.tls.TlsIdentity;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads with which certificates TLS is terminated. Their files are looked into, too, so that a fault shows at once. */
final class TlsReader {
    private static final String EXPECTED = "CERT.pem,KEY.pem";

    /** One byte says how long it is; RFC 7301 section 3.1. */
    private static final int LONGEST_PROTOCOL = 255;

    private final SettingReader settings;

    TlsReader(SettingReader settings) {
        this.settings = settings;
    }

    ClusterConfig.Tls tls() {
        List<KeyFiles> files = new ArrayList<>();
        for (String value : settings.all(Setting.TLS)) {
            KeyFiles pair = files(value);
            if (pair != null) {
                files.add(pair);
            }
        }
        return new ClusterConfig.Tls(files, protocols());
    }

    private @Nullable KeyFiles files(String value) {
        String[] paths = value.split(",", -1);
        if (paths.length != 2 || paths[0].isBlank() || paths[1].isBlank()) {
            settings.refuse(Setting.TLS, value, EXPECTED);
            return null;
        }
        try {
            KeyFiles files = new KeyFiles(
                    Path.of(paths[0]).toAbsolutePath(), Path.of(paths[1]).toAbsolutePath());
            TlsIdentity.read(files);
            return files;
        } catch (InvalidPathException e) {
            settings.refuse(Setting.TLS, value.replace('\0', '?'), EXPECTED);
        } catch (PemException e) {
            settings.refuse(Setting.TLS, value, EXPECTED + " that can be used; " + e.reason());
        }
        return null;
    }

    private List<String> protocols() {
        String value = settings.one(Setting.TLS_ALPN);
        if (value == null) {
            return List.of();
        }
        if (settings.all(Setting.TLS).isEmpty()) {
            settings.refuse(Setting.TLS_ALPN, value, "--tls beside it");
        }
        List<String> protocols = List.of(value.split(",", -1));
        if (protocols.stream().anyMatch(TlsReader::isNoProtocol)) {
            settings.refuse(Setting.TLS_ALPN, value, "names of protocols with ',' between, as h2,http/1.1");
        }
        return protocols;
    }

    private static boolean isNoProtocol(String name) {
        return name.isBlank() || name.getBytes(StandardCharsets.UTF_8).length > LONGEST_PROTOCOL;
    }
}
