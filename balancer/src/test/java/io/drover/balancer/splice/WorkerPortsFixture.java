/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import io.drover.balancer.dispatch.WorkerDirectory;
import io.drover.balancer.dispatch.WorkerLoad;
import io.drover.balancer.harness.Patience;
import io.drover.balancer.listener.ListenRefusedException;
import io.drover.core.config.ClusterConfig;
import io.drover.core.config.Setting;
import io.drover.core.control.Endpoint;
import io.drover.core.scoreboard.Scoreboard;
import io.netty.channel.unix.FileDescriptor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A relay to the ports of two workers, which the test plays itself: only the first gets connections. */
final class WorkerPortsFixture implements AutoCloseable {
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int BACKLOG = 64;

    private final List<WorkerLoad> workers = new ArrayList<>();
    private final Scoreboard scoreboard;
    private final RunningRelay relay;
    private final SpliceForwarding forwarding;
    private final int listenerId;
    private final FileDescriptor first;
    private final FileDescriptor second;
    private final List<Socket> clients = new ArrayList<>();
    private final List<io.netty.channel.unix.Socket> accepted = new ArrayList<>();

    WorkerPortsFixture(Path folder, Object... settings) throws IOException, ListenRefusedException {
        scoreboard = Scoreboard.create(folder.resolve("scoreboard"), 2);
        ClusterConfig.Builder config =
                ClusterConfig.builder().set(Setting.EXEC, "true").set(Setting.LISTEN, "1");
        for (int i = 0; i < settings.length; i += 2) {
            config.set((Setting) settings[i], (String) settings[i + 1]);
        }
        relay = new RunningRelay(2, new Endpoint.Tcp("127.0.0.1", 0), BACKLOG, config.build(), loop -> null);
        forwarding = relay.forwarding();
        listenerId = relay.listener().id();
        for (int slot = 0; slot < 2; slot++) {
            scoreboard.block(slot).assign(slot + 1, slot, 1);
            workers.add(new WorkerLoad(slot, slot + 1, scoreboard.block(slot)));
        }
        first = forwarding.descriptorFor(
                workers.get(0), listenerId, relay.listener().socket());
        second = forwarding.descriptorFor(
                workers.get(1), listenerId, relay.listener().socket());
        workers.forEach(worker -> forwarding.accepting(worker, listenerId));
        forwarding.publish(new WorkerDirectory(List.of(workers.get(0))));
    }

    /** Returns a new connection of a client. */
    Socket connect() throws IOException {
        Socket client = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), relay.port());
        clients.add(client);
        return client;
    }

    /** Sends all and then ends its direction, on a thread of its own. */
    CompletableFuture<?> send(Socket client, byte[] bytes) {
        return Blocking.start(() -> {
            client.getOutputStream().write(bytes);
            client.shutdownOutput();
            return true;
        });
    }

    /** Waits until a worker has been given as many connections, but for those that were taken back. */
    void awaitSent(int worker, int count) {
        Patience.await("connections given").until(() -> scoreboard.block(worker).sent() == count);
    }

    /** The first is chosen no more, and does not accept; the second is. */
    void moveAllToSecond() {
        forwarding.publish(new WorkerDirectory(List.of(workers.get(1))));
        forwarding.relieve(workers.get(0));
    }

    /** The workers close what they listen on, and only the first has been chosen. */
    void closeListener() {
        workers.forEach(worker -> forwarding.stopListening(worker, listenerId));
        forwarding.closed(listenerId);
    }

    /** Returns where the first worker listens. */
    int firstPort() {
        return new io.netty.channel.unix.Socket(first.intValue()).localAddress().getPort();
    }

    /** Returns the next connection of the second worker. */
    io.netty.channel.unix.Socket acceptAsSecond() {
        io.netty.channel.unix.Socket listening = new io.netty.channel.unix.Socket(second.intValue());
        int[] fd = new int[1];
        Patience.await("a connection").until(() -> {
            fd[0] = listening.accept(new byte[26]);
            return fd[0] >= 0;
        });
        io.netty.channel.unix.Socket socket = new io.netty.channel.unix.Socket(fd[0]);
        accepted.add(socket);
        return socket;
    }

    /** Reads until the end. */
    byte[] readAll(io.netty.channel.unix.Socket from) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
        Patience.await("the end").until(() -> {
            int read = from.recv(buffer, 0, BUFFER_BYTES);
            while (read > 0) {
                byte[] bytes = new byte[read];
                buffer.get(0, bytes);
                all.writeBytes(bytes);
                read = from.recv(buffer, 0, BUFFER_BYTES);
            }
            return read < 0;
        });
        return all.toByteArray();
    }

    /** Writes all, and ends. */
    void writeAll(io.netty.channel.unix.Socket to, byte[] bytes) throws IOException {
        ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
        int[] written = new int[1];
        Patience.await("all to be written").until(() -> {
            int now = to.send(direct, written[0], bytes.length);
            while (now > 0 && written[0] + now < bytes.length) {
                written[0] += now;
                now = to.send(direct, written[0], bytes.length);
            }
            written[0] += now;
            return written[0] == bytes.length;
        });
        to.shutdown(false, true);
    }

    @Override
    public void close() throws IOException {
        for (Socket client : clients) {
            client.close();
        }
        for (io.netty.channel.unix.Socket socket : accepted) {
            socket.close();
        }
        relay.finish();
        relay.close();
    }
}
