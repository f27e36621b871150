/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.bench.splice;

import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A client that asks and a server that answers, with as many bytes each.
 *
 * @param client asks
 * @param server answers
 * @param bytes direct; what is sent, and where it is received
 * @param between is run for as long as what was sent has not arrived
 */
record Exchange(Socket client, Socket server, ByteBuffer bytes, Runnable between) implements AutoCloseable {

    static Exchange of(Socket client, Socket server, int byteCount, Runnable between) {
        return new Exchange(client, server, ByteBuffer.allocateDirect(byteCount), between);
    }

    /** Makes a round trip and returns how many bytes have come back. */
    int run() throws IOException {
        pass(client, server);
        return pass(server, client);
    }

    private int pass(Socket from, Socket to) throws IOException {
        int length = bytes.capacity();
        if (from.send(bytes, 0, length) < length) {
            throw new IOException("send: a part (expected: all, the socket is empty)");
        }
        int received = 0;
        while (received < length) {
            between.run();
            int count = to.recv(bytes, received, length);
            if (count < 0) {
                throw new IOException("recv: the end (expected: " + length + " bytes)");
            }
            received += count;
        }
        return received;
    }

    @Override
    public void close() throws IOException {
        client.close();
        server.close();
    }
}
