/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process is to others. */
final class OwnProcess {
    private static final Path SELF = Path.of("/proc/self");

    private OwnProcess() {}

    /** Returns its id, from proc(5): the JDK's own way begins with a pool of threads that wait for child processes. */
    static long pid() throws IOException {
        return Long.parseLong(Files.readSymbolicLink(SELF).toString());
    }
}
