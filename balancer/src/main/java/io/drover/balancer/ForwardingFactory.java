/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer;

import io.drover.balancer.dispatch.Forwarding;
import io.drover.balancer.events.ClusterListener;
import io.drover.balancer.handoff.HandoffForwarding;
import io.drover.balancer.handoff.SharedListenerForwarding;
import io.drover.balancer.splice.AccessLog;
import io.drover.balancer.splice.SpliceForwarding;
import io.drover.balancer.upstream.ServerHealth;
import io.drover.balancer.upstream.ServerPool;
import io.drover.balancer.upstream.Upstreams;
import io.drover.core.config.Backend;
import io.drover.core.config.ClusterConfig;
import io.drover.core.config.ConfigLoader;
import io.drover.core.config.Forward;
import io.drover.core.scheduling.SchedulingPolicies;
import io.drover.core.scheduling.SchedulingPolicy;
import io.drover.core.scoreboard.Scoreboard;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How connections get to whoever serves them: as descriptors, relayed, or from a listening socket that all share.
 *
 * <p>Threading: confined to the thread that starts the primary.
 */
final class ForwardingFactory {
    /** Far more than a cluster has workers, with those of old generations that still drain. */
    private static final int SCOREBOARD_BLOCKS = 1024;

    private final ClusterConfig config;
    private final PrimaryThreads.Groups groups;
    private final EventLoop supervisor;
    private final ClusterListener events;

    ForwardingFactory(ClusterConfig config, PrimaryThreads.Groups groups, ClusterListener events) {
        this.config = config;
        this.groups = groups;
        this.supervisor = groups.supervisor().next();
        this.events = events;
    }

    /** Where there are upstreams there are no workers, and they have the blocks of the scoreboard. */
    static int scoreboardBlocks(ClusterConfig config) {
        // Twice what upstreams can have at once: addresses that are gone keep theirs as long as they have connections.
        return config.backend() instanceof Backend.Upstreams upstreams
                ? Math.max(
                        SCOREBOARD_BLOCKS,
                        2 * Upstreams.mostServers(upstreams.all().size()))
                : SCOREBOARD_BLOCKS;
    }

    /**
     * Makes what the configuration asks for.
     *
     * @param runDirectory private to this user
     * @param accessLog of relayed connections, or null for none
     * @throws IOException when it can't be made of what the user has named
     */
    Forwarding make(Scoreboard scoreboard, Path runDirectory, @Nullable AccessLog accessLog) throws IOException {
        if (config.policy().equals(SchedulingPolicies.NONE)) {
            return new SharedListenerForwarding(supervisor);
        }
        Supplier<SchedulingPolicy> policies =
                SchedulingPolicies.byName(config.policy(), ConfigLoader.policyLoader(config.policyPath()));
        if (config.forward() == Forward.SPLICE) {
            return new SpliceForwarding(
                    policies,
                    config,
                    accessLog,
                    relayLoops(),
                    supervisor,
                    new ServerHealth(config.relay().checks(), supervisor, events),
                    upstreams(scoreboard));
        }
        return new HandoffForwarding(
                policies, runDirectory, config.ioUring(), groups.acceptors().next(), supervisor);
    }

    private @Nullable Upstreams upstreams(Scoreboard scoreboard) {
        return config.backend() instanceof Backend.Upstreams backend
                ? new Upstreams(
                        backend.all(),
                        config.relay().maxConnections(),
                        config.relay().nameServer(),
                        new ServerPool(scoreboard),
                        supervisor,
                        events)
                : null;
    }

    private List<IoEventLoop> relayLoops() {
        List<IoEventLoop> loops = new ArrayList<>();
        groups.acceptors().forEach(loop -> loops.add((IoEventLoop) loop));
        return loops;
    }
}
