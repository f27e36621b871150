/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.bench.splice;

import io.drover.balancer.dispatch.ConnectionSink;
import io.drover.balancer.splice.SpliceForwarding;
import io.drover.balancer.upstream.ServerHealth;
import io.drover.balancer.upstream.ServerPool;
import io.drover.balancer.upstream.Upstreams;
import io.drover.bench.LoopbackListener;
import io.drover.bench.ScratchDirectory;
import io.drover.core.config.Backend;
import io.drover.core.config.ClusterConfig;
import io.drover.core.config.Setting;
import io.drover.core.scheduling.RoundRobin;
import io.drover.core.scoreboard.Scoreboard;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The primary's relay to one upstream, on an event loop that the measuring thread runs itself: so no wake-up of another
 * thread is in the figures. Whoever uses this plays the client and the upstream.
 *
 * <p>Threading: owned by the thread that starts it.
 */
final class RelayInOneThread implements AutoCloseable {
    private static final int LISTENER_ID = 1;
    private static final int CLIENT_KEY = 1;

    private final ManualIoEventLoop loop = new ManualIoEventLoop(Thread.currentThread(), EpollIoHandler.newFactory());
    private final ScratchDirectory directory;
    private final LoopbackListener front;
    private final LoopbackListener upstream;
    private final SpliceForwarding forwarding;
    private final ConnectionSink sink;

    private RelayInOneThread(ScratchDirectory directory, LoopbackListener front, LoopbackListener upstream)
            throws IOException {
        this.directory = directory;
        this.front = front;
        this.upstream = upstream;
        Scoreboard scoreboard = Scoreboard.create(directory.path().resolve("scoreboard"), 1);
        ClusterConfig config = ClusterConfig.builder()
                .set(Setting.UPSTREAM, "127.0.0.1:" + upstream.address().getPort())
                .set(Setting.LISTEN, "1")
                .set(Setting.CHECK_INTERVAL, "0s")
                .build();
        forwarding = new SpliceForwarding(
                RoundRobin::new,
                config,
                null,
                List.of(loop),
                loop,
                new ServerHealth(config.relay().checks(), loop, event -> {}),
                new Upstreams(
                        ((Backend.Upstreams) config.backend()).all(),
                        0,
                        null,
                        new ServerPool(scoreboard),
                        loop,
                        event -> {}));
        forwarding.begin();
        sink = forwarding.sinkFor(LISTENER_ID);
        sink.prepare(front.socket());
        loop.runNow(); // the sink learns of its destinations in a task
    }

    static RelayInOneThread start() throws IOException {
        return new RelayInOneThread(ScratchDirectory.create(), LoopbackListener.bind(), LoopbackListener.bind());
    }

    /** Has a new connection relayed, whose messages have so many bytes. */
    Exchange connect(int byteCount) throws IOException {
        Socket client = front.connect();
        int fd = front.accept();
        if (!sink.hasRoom() || !sink.offer(fd, CLIENT_KEY)) {
            throw new IOException("relay: no room (expected: room, it has no connections)");
        }
        Socket server = new Socket(upstream.accept());
        return Exchange.of(client, server, byteCount, loop::runNow);
    }

    @Override
    public void close() throws IOException {
        CompletableFuture<Void> finished = forwarding.finish(0);
        while (!finished.isDone()) {
            loop.runNow();
        }
        front.close();
        upstream.close();
        loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
        while (!loop.isTerminated()) {
            loop.runNow();
        }
        directory.close();
    }
}
