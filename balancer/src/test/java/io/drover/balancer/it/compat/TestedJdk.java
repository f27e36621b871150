/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it.compat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The JDK that the servers run on, which need not be the one that the tests run on.
 *
 * @param home of it
 * @param version the first number of it
 */
record TestedJdk(Path home, int version) {

    /** Returns that of {@code -Ddrover.it.java.home}, else the tests' own. */
    static TestedJdk current() {
        Path home = Path.of(System.getProperty("drover.it.java.home", System.getProperty("java.home")));
        Properties release = new Properties();
        try (InputStream in = Files.newInputStream(home.resolve("release"))) {
            release.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String version = release.getProperty("JAVA_VERSION").replace("\"", "");
        return new TestedJdk(home, Runtime.Version.parse(version).feature());
    }

    /** Returns the command that starts a program on it. */
    Path java() {
        return home.resolve("bin").resolve("java");
    }
}
