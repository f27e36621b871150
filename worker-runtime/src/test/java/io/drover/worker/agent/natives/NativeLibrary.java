/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.natives;

import io.drover.core.rundir.RunDirectory;
import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Netty's native library for the agent, as the primary puts it into the run directory. */
public final class NativeLibrary {
    private static final String RESOURCE = "/META-INF/native/libnetty_transport_native_epoll_";

    private NativeLibrary() {}

    /** Has it loaded; any number of times. */
    public static void load() throws IOException {
        Path folder = Files.createTempDirectory("drover-natives");
        Path library = folder.resolve(RunDirectory.AGENT_TRANSPORT);
        String resource = RESOURCE + PlatformDependent.normalizedArch() + ".so";
        try (InputStream in = NativeLibrary.class.getResourceAsStream(resource)) {
            Files.copy(Objects.requireNonNull(in), library);
            Descriptors.load(library);
        } finally {
            Files.deleteIfExists(library);
            Files.delete(folder);
        }
    }
}
