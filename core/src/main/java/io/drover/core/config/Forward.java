/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.config;

import java.util.Locale;

/** How a connection gets to its worker. */
public enum Forward {
    /** Its descriptor is passed (unix(7) SCM_RIGHTS); no byte of it goes through the primary. */
    HANDOFF,
    /** The primary relays its bytes over a connection of its own, in the kernel where they are many (splice(2)). */
    SPLICE;

    /** Returns the word the user writes. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
