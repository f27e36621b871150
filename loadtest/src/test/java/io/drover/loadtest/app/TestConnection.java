/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.app;

import io.drover.worker.drain.DrainStarted;
import io.drover.worker.http.TwoWayChannel;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import java.nio.charset.StandardCharsets;

/** A connection to the application without a socket: bytes in, bytes out, and a clock that the test moves. */
final class TestConnection {
    static final WorkerIdentity IDENTITY = new WorkerIdentity(4711, 3, 17, 2);

    private final WriteObserver writes = new WriteObserver();
    private final TwoWayChannel channel;
    private final LoneWorker worker = new LoneWorker();
    private int crashCount;

    TestConnection() {
        Routes routes = new Routes(IDENTITY, () -> crashCount++);
        channel = new TwoWayChannel(writes, new HttpPipeline(routes, worker));
    }

    /** Delivers what one read from the socket would, and returns what was written to it since the last call. */
    String send(String bytes) {
        return send(Unpooled.copiedBuffer(bytes, StandardCharsets.ISO_8859_1));
    }

    String send(ByteBuf bytes) {
        channel.writeInbound(bytes);
        return received();
    }

    String get(String target) {
        return send(request(target));
    }

    static String request(String target, String... headers) {
        return "GET " + target + " HTTP/1.1\r\nHost: test\r\n" + lines(headers) + "\r\n";
    }

    static String lines(String... headers) {
        StringBuilder lines = new StringBuilder();
        for (String header : headers) {
            lines.append(header).append("\r\n");
        }
        return lines.toString();
    }

    String after(long ms) {
        channel.advance(ms);
        return received();
    }

    void drain() {
        worker.drain();
        fire(DrainStarted.INSTANCE);
    }

    void fire(Object event) {
        channel.pipeline().fireUserEventTriggered(event);
        channel.runPendingTasks();
    }

    /** Tells the handlers that the connection is gone. */
    void disconnect() {
        channel.pipeline().fireChannelInactive();
    }

    String received() {
        StringBuilder received = new StringBuilder();
        for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
            received.append(part.toString(StandardCharsets.ISO_8859_1));
            part.release();
        }
        return received.toString();
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /** Tells whether the client sees an end after what it received. */
    boolean hasEnded() {
        return channel.isOutputShutdown() || !channel.isOpen();
    }

    boolean isReading() {
        return channel.config().isAutoRead();
    }

    /** Tells whether anything is left that would happen later. */
    boolean hasTimers() {
        return channel.runScheduledPendingTasks() >= 0;
    }

    /** Returns how many {@code /crash} requests were carried out: answers can be lost, deeds can't. */
    int crashCount() {
        return crashCount;
    }

    int flushCount() {
        return writes.flushCount;
    }

    /** Returns the most bytes that ever waited for a flush. */
    long peakUnflushedBytes() {
        return writes.peakUnflushedBytes;
    }

    private static final class WriteObserver extends ChannelOutboundHandlerAdapter {
        private int flushCount;
        private long peakUnflushedBytes;

        @Override
        public void flush(ChannelHandlerContext ctx) {
            flushCount++;
            ChannelOutboundBuffer unflushed = ctx.channel().unsafe().outboundBuffer();
            // It is null when the channel is closed.
            if (unflushed != null) {
                peakUnflushedBytes = Math.max(peakUnflushedBytes, unflushed.totalPendingWriteBytes());
            }
            ctx.flush();
        }
    }
}
