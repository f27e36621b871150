/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.harness.Patience;
import io.drover.balancer.listener.ListenRefusedException;
import io.drover.balancer.upstream.ServerPool;
import io.drover.balancer.upstream.Upstreams;
import io.drover.core.config.ClusterConfig;
import io.drover.core.config.Setting;
import io.drover.core.config.Upstream;
import io.drover.core.control.Endpoint;
import io.drover.core.scoreboard.Scoreboard;
import io.drover.core.scoreboard.WorkerBlock;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/** A relay in this process, between real sockets: tests hold both the client's end and the backend's. */
final class RelayFixture implements AutoCloseable {
    private static final int BACKLOG = 4096;

    private final ServerSocketChannel backend;
    private final Scoreboard scoreboard;
    private final RunningRelay relay;
    private final List<Socket> opened = new ArrayList<>();

    /**
     * Starts a relay.
     *
     * @param folder for the scoreboard
     * @param settings pairs of what differs from the defaults, as on the command line
     */
    RelayFixture(Path folder, Object... settings) throws IOException, ListenRefusedException {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        backend = ServerSocketChannel.open().bind(new InetSocketAddress(loopback, 0), BACKLOG);
        scoreboard = Scoreboard.create(folder.resolve("scoreboard"), 1);
        Upstream upstream =
                new Upstream("backend", "127.0.0.1", backend.socket().getLocalPort(), 1, 0);
        relay = new RunningRelay(
                1,
                new Endpoint.Tcp("127.0.0.1", 0),
                BACKLOG,
                config(settings),
                loop -> new Upstreams(List.of(upstream), 0, null, new ServerPool(scoreboard), loop, event -> {}));
    }

    private static ClusterConfig config(Object... settings) {
        ClusterConfig.Builder builder =
                ClusterConfig.builder().set(Setting.UPSTREAM, "127.0.0.1:1").set(Setting.LISTEN, "1");
        // Checks would connect as well.
        builder.set(Setting.CHECK_INTERVAL, "0s");
        for (int i = 0; i < settings.length; i += 2) {
            builder.set((Setting) settings[i], (String) settings[i + 1]);
        }
        return builder.build();
    }

    /** Returns a new connection of a client. */
    Socket connect() throws IOException {
        Socket client = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), relay.port());
        opened.add(client);
        return client;
    }

    /** Returns the next connection that reached the backend. */
    Socket accept() throws IOException {
        return acceptChannel().socket();
    }

    /** The same, as a channel. */
    SocketChannel acceptChannel() throws IOException {
        SocketChannel accepted = backend.accept();
        opened.add(accepted.socket());
        return accepted;
    }

    /** Has the backend refuse connections from now on. */
    void closeBackend() throws IOException {
        backend.close();
    }

    /** Does something while the relay stands still, as one with much to do does for a moment. */
    void whileItStands(Callable<?> action) throws Exception {
        CountDownLatch stands = new CountDownLatch(1);
        CountDownLatch mayGoOn = new CountDownLatch(1);
        Future<?> standstill = relay.loop().submit(() -> {
            stands.countDown();
            mayGoOn.await();
            return true;
        });
        try {
            stands.await();
            action.call();
        } finally {
            mayGoOn.countDown();
        }
        standstill.syncUninterruptibly();
    }

    /** Returns the port that it relays from. */
    int port() {
        return relay.port();
    }

    /** Waits until no connection is relayed any more. */
    void awaitIdle() {
        WorkerBlock block = scoreboard.block(0);
        Patience.await("no relayed connection").until(() -> block.sent() == block.closed());
    }

    /** Returns how many pipes hold bytes. */
    int lentPipes() throws Exception {
        return relay.loop().submit(relay.forwarding()::lentPipes).get();
    }

    /** Returns the thread that relays, by its id. */
    long threadId() throws Exception {
        return relay.loop().submit(() -> Thread.currentThread().getId()).get();
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : opened) {
            socket.close();
        }
        backend.close();
        relay.finish();
        assertThat(scoreboard.block(0).sent())
                .as("every connection that was counted as given is counted as closed")
                .isEqualTo(scoreboard.block(0).closed());
        relay.close();
    }
}
