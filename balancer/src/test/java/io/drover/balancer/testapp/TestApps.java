/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.testapp;

import io.drover.balancer.harness.HttpConnection;
import io.drover.balancer.harness.RunnableJar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The application's jar, and its answers, for tests. */
public final class TestApps {
    private TestApps() {}

    /** Writes the application's jar into a temporary folder, once for all tests of a JVM, and returns it. */
    public static Path jar() {
        return Shared.JAR;
    }

    /** Made at its first use. */
    private static final class Shared {
        static final Path JAR = make();

        private static Path make() {
            try {
                Path folder = Files.createTempDirectory("dit-app");
                Path jar = RunnableJar.write(folder.resolve("app.jar"), TestApp.class);
                // Deleted in reverse: the folder when it is empty.
                folder.toFile().deleteOnExit();
                jar.toFile().deleteOnExit();
                return jar;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Asks over a new connection which worker answers. */
    public static WorkerAnswer ask(int port) {
        return WorkerAnswer.parse(HttpConnection.get(port, "/worker"));
    }

    /** Asks over an open connection which worker it belongs to. */
    public static WorkerAnswer ask(HttpConnection connection) {
        return WorkerAnswer.parse(connection.ask("/worker").body());
    }
}
