/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** Which JDK a java command belongs to. */
final class JavaVersion {
    private JavaVersion() {}

    /** Returns the feature release, such as 17; the primary's own where the JDK does not say. */
    static int featureOf(Path java) {
        try {
            // java is often a link, into the JDK it belongs to.
            Path home = java.toRealPath().resolveSibling("..");
            Properties release = new Properties();
            try (Reader reader = Files.newBufferedReader(home.resolve("release"))) {
                release.load(reader);
            }
            String version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
            return Runtime.Version.parse(version).feature();
        } catch (IOException | RuntimeException e) {
            return Runtime.version().feature();
        }
    }
}
