/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** The working copy that this was built in. */
final class Home {
    /** The jar, or the folder of classes, is in loadtest/target. */
    private static final int LEVELS_UP = 3;

    private Home() {}

    static Path find() {
        try {
            Path code = Path.of(Home.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path home = code.toAbsolutePath();
            for (int i = 0; i < LEVELS_UP; i++) {
                home = home.resolveSibling("").normalize();
            }
            return home;
        } catch (URISyntaxException e) {
            throw new IllegalStateException("code location: " + e.getInput() + " (expected: a file)", e);
        }
    }
}
