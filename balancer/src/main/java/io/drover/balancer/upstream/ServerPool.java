/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.upstream;

import io.drover.balancer.dispatch.BlockPool;
import io.drover.balancer.dispatch.WorkerLoad;
import io.drover.core.config.Upstream;
import io.drover.core.scoreboard.Scoreboard;
import io.drover.core.scoreboard.WorkerBlock;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes servers, each with a block of the scoreboard that counts its connections. One that is no longer wanted keeps its
 * block until the last of them is closed.
 *
 * <p>Threading: owned by the supervisor thread.
 */
public final class ServerPool {
    /** As many connects may be under way to one at once: it may be far away. */
    private static final int WINDOW = 4096;

    private final Scoreboard scoreboard;
    private final BlockPool blocks;
    private final Map<Server, Integer> blockOf = new HashMap<>();
    private final List<Server> retired = new ArrayList<>();
    private final List<Server> unreachable = new ArrayList<>();
    private long lastId;

    /**
     * Makes an empty pool.
     *
     * @param scoreboard all of whose blocks are for upstreams
     */
    public ServerPool(Scoreboard scoreboard) {
        this.scoreboard = scoreboard;
        this.blocks = new BlockPool(scoreboard);
    }

    /** Returns a server; null when every block is taken, by connections to addresses that are no longer wanted. */
    @Nullable
    Server server(Upstream upstream, SocketAddress address, int slot, int maxConnections) {
        if (blocks.isEmpty()) {
            return null;
        }
        int index = blocks.take();
        WorkerBlock block = scoreboard.block(index);
        long id = ++lastId;
        block.assign(id, slot, 1);
        WorkerLoad load = new WorkerLoad(slot, id, block);
        load.window(WINDOW);
        Server server = Server.of(upstream, address, load, maxConnections);
        blockOf.put(server, index);
        return server;
    }

    /** Nobody wants a server any more; it may get connections until that is known everywhere. */
    void retire(Server server) {
        retired.add(server);
    }

    /** Returns those that are retired, and may still get connections. */
    List<Server> retired() {
        return List.copyOf(retired);
    }

    /** Returns those that nobody wants, and that had connections when they were last looked at. */
    List<Server> leaving() {
        List<Server> leaving = new ArrayList<>(retired);
        leaving.addAll(unreachable);
        return leaving;
    }

    /** Retired servers get no connections any more. */
    void markUnreachable(List<Server> servers) {
        retired.removeAll(servers);
        unreachable.addAll(servers);
    }

    /** Releases what belongs to servers that get no connections and have none. */
    void releaseIdle() {
        unreachable.removeIf(server -> {
            Integer block = server.isIdle() ? blockOf.remove(server) : null;
            if (block != null) {
                blocks.release(block);
            }
            return block != null;
        });
    }
}
