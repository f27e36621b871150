/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package example.sockets;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Is called back when a connection is there, and when bytes are read or written. */
final class AsyncServer {
    private static final int READ_SIZE_BYTES = 4096;

    private final AsynchronousServerSocketChannel server;

    AsyncServer(InetSocketAddress address) throws IOException {
        server = AsynchronousServerSocketChannel.open().bind(address);
    }

    void run() throws InterruptedException {
        acceptNext();
        new CountDownLatch(1).await();
    }

    private void acceptNext() {
        server.accept(
                null,
                new Then<>(
                        channel -> {
                            acceptNext();
                            try {
                                new Connection(channel).readNext();
                            } catch (IOException e) {
                                SocketsMain.report(e);
                            }
                        },
                        this::acceptNext));
    }

    /** One connection, which reads no further while it answers. */
    private static final class Connection {
        private final AsynchronousSocketChannel channel;
        private final ByteBuffer bytes = ByteBuffer.allocate(READ_SIZE_BYTES);
        private final Requests requests;

        Connection(AsynchronousSocketChannel channel) throws IOException {
            this.channel = channel;
            requests = new Requests(channel.getRemoteAddress(), channel.getLocalAddress());
        }

        void readNext() {
            channel.read(bytes.clear(), null, new Then<>(this::onRead, this::close));
        }

        private void onRead(int count) {
            if (count < 0) {
                close();
                return;
            }
            requests.received(bytes.flip());
            answerNext();
        }

        private void answerNext() {
            Requests.Request next = requests.next();
            if (next == null) {
                readNext();
            } else if (next.delayMs() > 0) {
                Executor later = CompletableFuture.delayedExecutor(next.delayMs(), TimeUnit.MILLISECONDS);
                later.execute(() -> write(requests.answer(next), next.isLast()));
            } else {
                write(requests.answer(next), next.isLast());
            }
        }

        private void write(ByteBuffer answer, boolean isLast) {
            Consumer<Integer> then = count -> {
                if (answer.hasRemaining()) {
                    write(answer, isLast);
                } else if (isLast) {
                    close();
                } else {
                    answerNext();
                }
            };
            channel.write(answer, null, new Then<>(then, this::close));
        }

        private void close() {
            try {
                channel.close();
            } catch (IOException e) {
                SocketsMain.report(e);
            }
        }
    }

    /** What to do with a result, and after a failure. */
    private record Then<T>(Consumer<T> next, Runnable end) implements CompletionHandler<T, Object> {
        @Override
        public void completed(T result, Object none) {
            next.accept(result);
        }

        @Override
        public void failed(Throwable failure, Object none) {
            SocketsMain.report(new IOException(failure));
            end.run();
        }
    }
}
