/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.generator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Connections that ask once, and then stay without doing anything.
 *
 * <p>Threading: owned by the thread that opens them.
 */
public final class IdleClients implements AutoCloseable {
    private static final byte[] REQUEST =
            "GET /plaintext HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int READ_BYTES = 4_096;

    private final List<SocketChannel> open = new ArrayList<>();
    private final ByteBuffer received = ByteBuffer.allocateDirect(READ_BYTES);
    private final ResponseParser parser = new ResponseParser();

    private IdleClients() {}

    /**
     * Opens them, and has each served once.
     *
     * @param port on the loopback address
     * @throws IOException when one is not served; then none stays open
     */
    public static IdleClients open(int port, int count) throws IOException {
        IdleClients clients = new IdleClients();
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try {
            for (int i = 0; i < count; i++) {
                SocketChannel client = SocketChannel.open(address);
                clients.open.add(client);
                clients.ask(client);
            }
        } catch (IOException e) {
            clients.close();
            throw new IOException("connection " + clients.open.size() + " of " + count + ": " + e.getMessage(), e);
        }
        return clients;
    }

    /**
     * Has each served once more.
     *
     * @throws IOException when one is not: it did not stay open
     */
    public void ask() throws IOException {
        for (SocketChannel client : open) {
            ask(client);
        }
    }

    private void ask(SocketChannel client) throws IOException {
        client.write(ByteBuffer.wrap(REQUEST));
        parser.reset();
        while (!parser.isComplete()) {
            received.clear();
            int count = client.read(received);
            parser.take(received, 0, Math.max(0, count));
            if (count < 0 || parser.isMalformed()) {
                throw new IOException("ended (expected: an answer)");
            }
        }
        if (!parser.isSuccess()) {
            throw new IOException("no success (expected: a 2xx)");
        }
    }

    /** Resets them: thousands in TIME_WAIT would take ports from what is measured next. */
    @Override
    public void close() {
        for (SocketChannel client : open) {
            try {
                client.setOption(StandardSocketOptions.SO_LINGER, 0);
                client.close();
            } catch (IOException e) {
                // It is gone already.
            }
        }
    }
}
