/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package example.sockets;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Executor;

/** Waits in {@code accept}, {@code read} and {@code write}: a thread for each connection. */
final class BlockingServer {
    private static final int READ_SIZE_BYTES = 4096;

    private final Executor threads;

    BlockingServer(Executor threads) {
        this.threads = threads;
    }

    /** Accepts for ever from a {@link ServerSocket}; looks up every so many milliseconds, unless that is 0. */
    void acceptFromSocket(InetSocketAddress address, int timeoutMs) throws IOException {
        try (ServerSocket server = new ServerSocket()) {
            server.bind(address);
            server.setSoTimeout(timeoutMs);
            while (true) {
                try {
                    Socket socket = server.accept();
                    threads.execute(() -> serve(socket));
                } catch (SocketTimeoutException e) {
                    // A real server would look whether it is to stop.
                }
            }
        }
    }

    /** Accepts for ever from a {@link ServerSocketChannel}. */
    void acceptFromChannel(InetSocketAddress address) throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(address);
            while (true) {
                SocketChannel channel = server.accept();
                threads.execute(() -> serve(channel));
            }
        }
    }

    private static void serve(Socket socket) {
        try (socket) {
            Requests requests = new Requests(socket.getRemoteSocketAddress(), socket.getLocalSocketAddress());
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            byte[] bytes = new byte[READ_SIZE_BYTES];
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                requests.received(ByteBuffer.wrap(bytes, 0, count));
                for (Requests.Request next = requests.next(); next != null; next = requests.next()) {
                    sleep(next.delayMs());
                    ByteBuffer answer = requests.answer(next);
                    out.write(answer.array(), 0, answer.remaining());
                    if (next.isLast()) {
                        return;
                    }
                }
            }
        } catch (IOException e) {
            SocketsMain.report(e);
        }
    }

    private static void serve(SocketChannel channel) {
        try (channel) {
            Requests requests = new Requests(channel.getRemoteAddress(), channel.getLocalAddress());
            ByteBuffer bytes = ByteBuffer.allocate(READ_SIZE_BYTES);
            while (channel.read(bytes) >= 0) {
                requests.received(bytes.flip());
                bytes.clear();
                for (Requests.Request next = requests.next(); next != null; next = requests.next()) {
                    sleep(next.delayMs());
                    channel.write(requests.answer(next));
                    if (next.isLast()) {
                        return;
                    }
                }
            }
        } catch (IOException e) {
            SocketsMain.report(e);
        }
    }

    private static void sleep(long ms) throws InterruptedIOException {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        }
    }
}
