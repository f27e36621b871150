/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package example.sockets;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/** One thread that waits in {@code select} for all connections, and for the time of late answers. */
final class SelectorServer {
    private static final int READ_SIZE_BYTES = 4096;

    /** An answer that waits for its time. */
    private record Late(long timeNs, SelectionKey key, Requests.Request request) implements Comparable<Late> {
        @Override
        public int compareTo(Late other) {
            return Long.compare(timeNs - other.timeNs, 0);
        }
    }

    private final Selector selector = Selector.open();
    private final ServerSocketChannel server = ServerSocketChannel.open();
    private final ByteBuffer bytes = ByteBuffer.allocate(READ_SIZE_BYTES);
    private final Queue<Late> late = new PriorityQueue<>();

    SelectorServer(InetSocketAddress address) throws IOException {
        server.bind(address);
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
    }

    void run() throws IOException {
        while (true) {
            selector.select(this::onReady, timeoutMs());
            while (!late.isEmpty() && late.peek().timeNs() - System.nanoTime() <= 0) {
                Late due = late.remove();
                guard(due.key(), () -> answer(due.key(), due.request()));
            }
        }
    }

    /** 0 is for ever. */
    private long timeoutMs() {
        if (late.isEmpty()) {
            return 0;
        }
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(late.peek().timeNs() - System.nanoTime()));
    }

    private void onReady(SelectionKey key) {
        guard(key, () -> {
            if (key.isAcceptable()) {
                accept();
            } else {
                read(key);
            }
        });
    }

    private void accept() throws IOException {
        SocketChannel channel = server.accept();
        if (channel != null) {
            channel.configureBlocking(false);
            Requests requests = new Requests(channel.getRemoteAddress(), channel.getLocalAddress());
            channel.register(selector, SelectionKey.OP_READ, requests);
        }
    }

    private void read(SelectionKey key) throws IOException {
        Requests requests = (Requests) key.attachment();
        bytes.clear();
        if (((SocketChannel) key.channel()).read(bytes) < 0) {
            key.interestOps(0);
            closeWhenDone(key);
            return;
        }
        requests.received(bytes.flip());
        for (Requests.Request next = requests.next(); next != null; next = requests.next()) {
            if (next.delayMs() > 0) {
                late.add(new Late(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(next.delayMs()), key, next));
            } else {
                answer(key, next);
            }
        }
    }

    /** The answer is small and the client waits for it: it fits into the socket's buffer. */
    private void answer(SelectionKey key, Requests.Request request) throws IOException {
        ((SocketChannel) key.channel()).write(((Requests) key.attachment()).answer(request));
        if (request.isLast()) {
            key.channel().close();
        } else {
            closeWhenDone(key);
        }
    }

    /** The client has closed its half of the connection, and nothing is left to answer. */
    private void closeWhenDone(SelectionKey key) throws IOException {
        if (key.interestOps() == 0 && late.stream().noneMatch(answer -> answer.key() == key)) {
            key.channel().close();
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    /** A connection that fails must not end the others. */
    private void guard(SelectionKey key, Step step) {
        try {
            step.run();
        } catch (IOException e) {
            SocketsMain.report(e);
            if (key.channel() != server) {
                closeQuietly(key);
            }
        }
    }

    private static void closeQuietly(SelectionKey key) {
        try {
            key.channel().close();
        } catch (IOException e) {
            SocketsMain.report(e);
        }
    }
}
