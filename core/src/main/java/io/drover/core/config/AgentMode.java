/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.config;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether workers run with the agent that shares what an application listens on. */
public enum AgentMode {
    /** Unless the application's jar carries WorkerRuntime. */
    AUTO,
    ON,
    OFF;

    /** Returns the word the user writes. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the mode of that word, or null. */
    static @Nullable AgentMode ofKey(String key) {
        for (AgentMode mode : values()) {
            if (mode.key().equals(key)) {
                return mode;
            }
        }
        return null;
    }
}
