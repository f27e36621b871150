/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import io.drover.balancer.dispatch.WorkerLoad;
import io.drover.balancer.listener.ListenRefusedException;
import io.drover.balancer.upstream.ServerPool;
import io.drover.balancer.upstream.Upstreams;
import io.drover.core.config.Backend;
import io.drover.core.config.ClusterConfig;
import io.drover.core.config.Setting;
import io.drover.core.control.Endpoint;
import io.drover.core.scoreboard.Scoreboard;
import io.drover.core.scoreboard.WorkerBlock;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Relays from a real listener to real upstreams, which the test plays itself. */
final class FrontFixture implements AutoCloseable {
    private static final int BLOCKS = 8;
    private static final int BACKLOG = 64;
    private static final int PATIENCE_MS = 10_000;

    private final List<ServerSocket> upstreams;
    private final List<Socket> sockets = new ArrayList<>();
    private final RunningRelay relay;
    private final Scoreboard scoreboard;
    private final WorkerLoad stranger;

    private FrontFixture(Path folder, ClusterConfig config, Endpoint at, List<ServerSocket> upstreams)
            throws IOException, ListenRefusedException {
        this.upstreams = upstreams;
        scoreboard = Scoreboard.create(folder.resolve("scoreboard"), BLOCKS);
        stranger = new WorkerLoad(BLOCKS - 1, BLOCKS, scoreboard.block(BLOCKS - 1));
        relay = new RunningRelay(
                2,
                at,
                BACKLOG,
                config,
                loop -> new Upstreams(
                        ((Backend.Upstreams) config.backend()).all(),
                        config.relay().maxConnections(),
                        null,
                        new ServerPool(scoreboard),
                        loop,
                        event -> {}));
    }

    /** Has the acceptor thread wait until the latch is counted down. */
    CountDownLatch holdAcceptor() {
        CountDownLatch released = new CountDownLatch(1);
        relay.loop().execute(() -> {
            try {
                released.await(PATIENCE_MS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return released;
    }

    /** Returns how long the relay threads have computed, in ms. */
    long busyMs() throws Exception {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long busyNs = 0;
        for (EventExecutor loop : relay.loops()) {
            long id = loop.submit(() -> Thread.currentThread().getId()).get();
            busyNs += threads.getThreadCpuTime(id);
        }
        return TimeUnit.NANOSECONDS.toMillis(busyNs);
    }

    /** Returns the counts of an upstream. */
    WorkerBlock block(int index) {
        return scoreboard.block(index);
    }

    /** Returns how many connections an upstream has. */
    long openConnections(int index) {
        return block(index).sent() - block(index).closed();
    }

    /** Returns what counts the connections of a worker that is none of the upstreams. */
    WorkerLoad stranger() {
        return stranger;
    }

    static FrontFixture start(Path folder, Endpoint at, int upstreams, String... options) {
        try {
            List<ServerSocket> servers = new ArrayList<>();
            ClusterConfig.Builder config = ClusterConfig.builder();
            for (int i = 0; i < upstreams; i++) {
                ServerSocket server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
                server.setSoTimeout(PATIENCE_MS);
                servers.add(server);
                config.set(Setting.UPSTREAM, "127.0.0.1:" + server.getLocalPort());
            }
            // Checks would connect as well.
            config.set(Setting.LISTEN, "1").set(Setting.CHECK_INTERVAL, "0s");
            for (String option : options) {
                int equals = option.indexOf('=');
                Setting setting = Setting.ofKey(option.substring(0, equals));
                if (setting == null) {
                    throw new IllegalArgumentException("option: " + option + " (expected: one that there is)");
                }
                config.set(setting, option.substring(equals + 1));
            }
            return new FrontFixture(folder, config.build(), at, servers);
        } catch (IOException | ListenRefusedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns where clients connect. */
    Endpoint endpoint() {
        return relay.listener().endpoint();
    }

    int port() {
        return relay.port();
    }

    SpliceSink sink() {
        return relay.sink();
    }

    SpliceForwarding forwarding() {
        return relay.forwarding();
    }

    /** Connects as a client. */
    Socket connect() {
        return connect("127.0.0.1");
    }

    /** Connects as the client with that address of this machine. */
    Socket connect(String from) {
        try {
            Socket socket = new Socket();
            sockets.add(socket);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MS);
            socket.bind(new InetSocketAddress(from, 0));
            socket.connect(new InetSocketAddress("127.0.0.1", port()));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ServerSocket upstream(int index) {
        return upstreams.get(index);
    }

    /** Accepts as the first upstream. */
    Socket accept() {
        return accept(0);
    }

    Socket accept(int index) {
        try {
            Socket accepted = upstreams.get(index).accept();
            sockets.add(accepted);
            accepted.setTcpNoDelay(true);
            accepted.setSoTimeout(PATIENCE_MS);
            return accepted;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            for (Socket socket : sockets) {
                socket.close();
            }
            for (ServerSocket upstream : upstreams) {
                upstream.close();
            }
            relay.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            relay.close();
        }
    }
}
