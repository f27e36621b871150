/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.config;

import io.drover.core.tls.KeyFiles;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All of a cluster's configuration, checked. Made by {@link ConfigLoader}, or for embedding by {@link #builder}.
 *
 * @param name what the user named the cluster, or the default made from the jar's name
 * @param nameIsDefault whether it is the default, which yields to a running cluster of the same name
 * @param backend what serves the connections
 * @param workers how many workers, at least 1
 * @param policy name of the scheduling policy: exists
 * @param policyPath where a policy class of the user's own is looked for
 * @param forward how connections get to workers
 * @param ioUring whether connections may be passed many at a time, through io_uring; default true
 * @param listen the only addresses to share, or with upstreams those to listen on; empty for all
 * @param relay how connections are relayed where they are not passed
 * @param queueing what clients get while workers are full or cold
 * @param life timeouts and restarts
 * @param recycling when workers that are well are replaced
 * @param reload what a new worker has to prove
 * @param logDirectory where dumps of hung workers go: exists; default the temp folder
 * @param jvm how worker JVMs are started
 */
public record ClusterConfig(
        String name,
        boolean nameIsDefault,
        Backend backend,
        int workers,
        String policy,
        List<Path> policyPath,
        Forward forward,
        boolean ioUring,
        List<ListenAddress> listen,
        Relay relay,
        Queueing queueing,
        Life life,
        Recycling recycling,
        Reload reload,
        Path logDirectory,
        Jvm jvm) {

    public ClusterConfig {
        policyPath = List.copyOf(policyPath);
        listen = List.copyOf(listen);
    }

    /**
     * How workers live and die. All of it takes effect at the start of the primary.
     *
     * @param waitReady whether ready is what the application says, and not its first listen; default false
     * @param readyTimeout from the start of the process to ready, above 0; default 60 s
     * @param drainTimeout from the order to drain to the kill, 0 or more; default 30 s
     * @param intakeTimeout how long connections may wait for a worker that takes none, at least 200 ms; default 500 ms
     * @param heartbeatTimeout how long event loops may stand still, at least 1 s; default 10 s
     * @param maxRestarts crashes of one slot within the window that are made good, 0 or more; default 5
     * @param restartWindow the window, above 0; default 60 s
     * @param keepListening whether the cluster goes on when no worker is left; default false
     */
    public record Life(
            boolean waitReady,
            Duration readyTimeout,
            Duration drainTimeout,
            Duration intakeTimeout,
            Duration heartbeatTimeout,
            int maxRestarts,
            Duration restartWindow,
            boolean keepListening) {}

    /**
     * What clients get while workers are full or cold.
     *
     * @param timeout after that long without room waiting clients are turned away; 0, the default, for never
     * @param slowStart until a new worker has its full share; 0, the default, for at once
     * @param rebalance whether a new worker gets idle connections of the others; default false
     */
    public record Queueing(Duration timeout, Duration slowStart, boolean rebalance) {}

    /**
     * How connections are relayed where they are not passed.
     *
     * @param splice whether their bytes stay in the kernel; default auto
     * @param threads how many threads relay, at least 1; default one for each core
     * @param maxConnections that a worker or upstream may have at once; 0, the default, for any number
     * @param connectTimeout until a backend has answered, above 0; default 5 s
     * @param clientTimeout without a byte from or to the client; 0 for any; default 1 h
     * @param serverTimeout without a byte from or to the backend; 0 for any; default 1 h
     * @param halfClosedTimeout without a byte after one side has ended; 0 for any; default 30 s
     * @param totalTimeout from accept to end; 0, the default, for any
     * @param accessLog file that gets a line for each connection that ends, or null for none, the default
     * @param front what happens to them before their bytes flow
     * @param checks how upstreams and workers of --exec are checked
     * @param nameServer who is asked for the names of upstreams; null, the default, for those of the system
     */
    public record Relay(
            SpliceMode splice,
            int threads,
            int maxConnections,
            Duration connectTimeout,
            Duration clientTimeout,
            Duration serverTimeout,
            Duration halfClosedTimeout,
            Duration totalTimeout,
            @Nullable Path accessLog,
            Front front,
            Checks checks,
            @Nullable InetSocketAddress nameServer) {}

    /**
     * What happens to a relayed connection before its bytes flow.
     *
     * @param proxyProtocol how backends are told who the client is; default off
     * @param acceptProxy who begins each connection with such a header; default nobody
     * @param maxTotalConnections how many there may be at once; 0, the default, for as many as there are descriptors for
     * @param maxClientConnections how many of them from one client; 0, the default, for any number
     * @param tls with which certificates TLS ends here
     */
    public record Front(
            ProxyProtocol proxyProtocol,
            List<Network> acceptProxy,
            int maxTotalConnections,
            int maxClientConnections,
            Tls tls) {
        public Front {
            acceptProxy = List.copyOf(acceptProxy);
        }
    }

    /**
     * With which certificates TLS ends in the primary.
     *
     * @param files of the certificates, the first is for clients that ask for no other; empty, the default, for no TLS
     * @param protocols for ALPN (RFC 7301), the first that the client has is taken; default none
     */
    public record Tls(List<KeyFiles> files, List<String> protocols) {
        public Tls {
            files = List.copyOf(files);
            protocols = List.copyOf(protocols);
        }
    }

    /**
     * How it is found out whether upstreams, and workers that say nothing of themselves, take connections.
     *
     * @param interval between two checks of one; 0 for none; default 2 s
     * @param rise how many in a row have to succeed for one that is down to be up, at least 1; default 2
     * @param fall how many have to fail for one that is up to be down, at least 1; default 3
     * @param timeout of a check, above 0; default 1 s
     * @param ejectAfter how many connects for clients have to fail in a row for one to be left alone for a while; 0 for
     *     any number; default 5
     */
    public record Checks(Duration interval, int rise, int fall, Duration timeout, int ejectAfter) {}

    /**
     * When workers that are well are replaced.
     *
     * @param maxMemoryBytes resident memory that a worker may have; Long.MAX_VALUE, the default, for any
     * @param maxAge age that a worker may reach; 0, the default, for any
     * @param maxRequests requests, or connections, that a worker may have had; 0, the default, for any number
     */
    public record Recycling(long maxMemoryBytes, Duration maxAge, int maxRequests) {}

    /**
     * What a new worker has to prove.
     *
     * @param probe path of the request it has to answer, or null for none, the default
     * @param canaryWindow how long the first worker of a reload is watched before any is replaced; default 0
     */
    public record Reload(@Nullable String probe, Duration canaryWindow) {}

    /**
     * The command line and environment of a worker's JVM.
     *
     * @param java the java executable; default: the one that runs the primary
     * @param arguments for the JVM, before -jar; default none
     * @param environment set on top of the primary's own; default none
     * @param appArguments for the application; default none
     * @param agent whether the agent runs in it; default auto
     * @param debugPort where a debugger attaches to the worker in slot 0, the others follow; 0, the default, for none
     * @param classData whether workers may share their classes in an archive; default false
     * @param flightRecording whether workers record, for the case that they hang; default false
     */
    public record Jvm(
            Path java,
            List<String> arguments,
            Map<String, String> environment,
            List<String> appArguments,
            AgentMode agent,
            int debugPort,
            boolean classData,
            boolean flightRecording) {
        public Jvm {
            arguments = List.copyOf(arguments);
            environment = Map.copyOf(environment);
            appArguments = List.copyOf(appArguments);
        }
    }

    /** Starts the configuration of an embedded primary whose workers run a jar. */
    public static Builder builder(Path backend) {
        return builder().set(Setting.BACKEND, backend.toString());
    }

    /** Starts the configuration of an embedded primary. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects settings as the command line would, and checks them all in {@link #build}. */
    public static final class Builder {
        private final SettingSource source = new SettingSource("");
        private List<String> appArguments = List.of();

        private Builder() {}

        /** Sets the values of a setting, as on the command line; a further call adds to one that takes many. */
        public Builder set(Setting setting, String... values) {
            for (String value : values) {
                source.add(setting, value);
            }
            return this;
        }

        /** Sets the arguments of the application. */
        public Builder appArguments(String... arguments) {
            appArguments = List.of(arguments);
            return this;
        }

        /**
         * Returns the configuration.
         *
         * @throws ConfigException with everything that is wrong with it
         */
        public ClusterConfig build() {
            return new ConfigLoader(List.of(source), appArguments, MachineResources.detect()).load();
        }
    }
}
