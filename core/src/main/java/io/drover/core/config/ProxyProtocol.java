/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.config;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a backend is told who the client is: the PROXY protocol's header, by HAProxy. */
public enum ProxyProtocol {
    /** It is not told: no header. */
    OFF,
    /** A line of text. */
    V1,
    /** The binary header. */
    V2;

    /** Returns the word the user writes. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the version with that word, or null. */
    public static @Nullable ProxyProtocol ofKey(String key) {
        for (ProxyProtocol version : values()) {
            if (version.key().equals(key)) {
                return version;
            }
        }
        return null;
    }
}
