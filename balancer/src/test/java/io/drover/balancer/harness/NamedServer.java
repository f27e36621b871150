/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An upstream in the test's own process: says its name to each client, and then whatever the client says.
 *
 * <p>Threading: safe from any thread.
 */
public final class NamedServer implements AutoCloseable {
    private final String name;
    private final ServerSocket listening = new ServerSocket();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private NamedServer(String name, InetSocketAddress address) throws IOException {
        this.name = name;
        listening.setReuseAddress(true);
        listening.bind(address);
        daemon(this::acceptAll);
    }

    /** Starts one on a free port that no client is given. */
    public static NamedServer start(String name) {
        return start(name, "127.0.0.1", FreePort.find());
    }

    /** Starts one on any address of this machine. */
    public static NamedServer start(String name, String address, int port) {
        try {
            return new NamedServer(name, new InetSocketAddress(address, port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns its port. */
    public int port() {
        return listening.getLocalPort();
    }

    /** Returns where it is, as {@code --upstream} takes it. */
    public String address() {
        return "127.0.0.1:" + port();
    }

    private void acceptAll() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                open.add(client);
                daemon(() -> serve(client));
            } catch (IOException e) {
                // It is being closed.
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.getOutputStream().write((name + "\n").getBytes(StandardCharsets.US_ASCII));
            client.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException e) {
            // A check, which does not wait for an answer; or it is being closed.
        } finally {
            open.remove(client);
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "named-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (Socket client : open) {
                client.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
