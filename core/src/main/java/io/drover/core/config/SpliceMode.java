/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.config;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether relayed bytes stay in the kernel, by splice(2). */
public enum SpliceMode {
    /** Those that come in a stream do; a few at a time are copied, which is faster. */
    AUTO,
    /** All of them do. */
    ON,
    /** None of them do. */
    OFF;

    /** Returns the word the user writes. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the mode with that word, or null. */
    public static @Nullable SpliceMode ofKey(String key) {
        for (SpliceMode mode : values()) {
            if (mode.key().equals(key)) {
                return mode;
            }
        }
        return null;
    }
}
