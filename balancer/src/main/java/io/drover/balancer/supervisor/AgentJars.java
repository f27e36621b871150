/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import io.drover.core.limits.NativeFolder;
import io.drover.core.rundir.RunDirectory;
import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The agent, which travels inside the primary's jar and is put where the workers' JVMs find it. */
final class AgentJars {
    private static final String AGENT = "/META-INF/drover/agent.jar";
    private static final String RUNTIME = "/META-INF/drover/agent-runtime.jar";

    /** The same library as ours; the machine's architecture comes behind it. */
    private static final String TRANSPORT = "/META-INF/native/libnetty_transport_native_epoll_";

    /** What the agent is told of the application, see its launcher. */
    private static final String WITH_NETTY = "netty";

    private final Path agent;
    private final Path runtime;

    private AgentJars(Path agent, Path runtime) {
        this.agent = agent;
        this.runtime = runtime;
    }

    /**
     * Puts the jars into the run directory, and the native library, though not where the system loads none from there.
     *
     * @throws IOException when they can't be written, the library can't be loaded, or this build lacks them
     */
    static AgentJars install(RunDirectory directory) throws IOException {
        copy(AGENT, directory.agent());
        copy(RUNTIME, directory.agentRuntime());
        copyTransport(directory, NativeFolder.path());
        return new AgentJars(directory.agent(), directory.agentRuntime());
    }

    /** Where a library can be loaded from, this process has proved by its own. */
    static void copyTransport(RunDirectory directory, Path otherFolder) throws IOException {
        String transport = TRANSPORT + PlatformDependent.normalizedArch() + ".so";
        copy(transport, directory.agentTransport());
        if (NativeFolder.canBeLoaded(directory.agentTransport())) {
            return;
        }
        String fault = NativeFolder.fault(otherFolder, NativeFolder.PRIMARY_OPTIONS);
        if (fault != null) {
            throw new IOException("run directory: " + directory.path() + " is mounted noexec; " + fault);
        }
        copy(transport, directory.agentTransportIn(otherFolder));
    }

    private static void copy(String resource, Path to) throws IOException {
        try (InputStream in = AgentJars.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException(resource + ": missing from this build of Drover (expected: packaged by Maven)");
            }
            write(in, to);
        }
    }

    static void write(InputStream in, Path to) throws IOException {
        try {
            Files.copy(in, to);
        } catch (IOException e) {
            // A full disk is reported without a word of where it is.
            throw new IOException("run directory: " + to + " can't be written, " + e.getMessage(), e);
        }
    }

    /** Returns the argument for a worker's JVM. */
    String argument(AgentOption option, BackendContents contents) {
        return option.text() + agent + "=" + (contents.nettyNative() ? WITH_NETTY : "") + "," + runtime;
    }
}
