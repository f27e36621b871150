/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import io.drover.balancer.dispatch.TcpState;
import io.drover.balancer.proxyprotocol.ProxyHeaderWriter;
import io.drover.core.config.SpliceMode;
import io.drover.core.time.NanoClock;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.unix.Socket;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A thread that relays, and what its connections share: a buffer for bytes that are copied, pipes, a coarse clock, the
 * list of them all.
 *
 * <p>Threading: owned by its event loop, but for {@link #execute}.
 */
final class RelayLoop {
    /** What one read can bring. More than that at once is rare where bytes come in messages, and a stream is spliced. */
    private static final int BUFFER_BYTES = 32 * 1024;

    /** How exact timeouts are. */
    private static final int TICK_MS = 100;

    /** How often those are looked at that wait for what no event tells of. */
    private static final int LOOK_INTERVAL_MS = 5;

    private final IoEventLoop loop;
    private final SpliceMode splicing;
    private final NanoClock clock;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final TcpState tcpState = new TcpState();
    private final PipePool pipes;
    private final ReturnBudget returnBudget;
    private final ConnectionList connections = new ConnectionList();
    private final PeerCredentials peerCredentials = new PeerCredentials();
    private @Nullable ProxyHeaderWriter headers;
    private @Nullable TlsBuffers tlsBuffers;
    private @Nullable CompletableFuture<Void> whenEmpty;
    private @Nullable Future<?> cutOff;
    private List<SplicedConnection> waiting = new ArrayList<>();
    private boolean looksAgain;
    private long nowMs;
    private @Nullable Future<?> ticking;

    /**
     * Makes a loop of an event loop.
     *
     * @param pipes those of its connections
     * @param maxReturnBytes how much memory bytes may take that come back from workers
     */
    RelayLoop(IoEventLoop loop, SpliceMode splicing, PipePool pipes, long maxReturnBytes, NanoClock clock) {
        this.loop = loop;
        this.splicing = splicing;
        this.pipes = pipes;
        this.returnBudget = new ReturnBudget(maxReturnBytes);
        this.clock = clock;
    }

    private static long millis(NanoClock clock) {
        return TimeUnit.NANOSECONDS.toMillis(clock.nanoTime());
    }

    /** Runs a task on the loop, after what it is doing now. Safe from any thread. */
    void execute(Runnable task) {
        loop.execute(task);
    }

    /** Runs a task on the loop: at once where this is the loop. Safe from any thread. */
    void run(Runnable task) {
        if (loop.inEventLoop()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }

    IoRegistration register(RelayEnd end) throws IOException {
        Future<IoRegistration> registered = loop.register(end);
        if (!registered.isSuccess()) {
            throw new IOException("the loop has ended", registered.cause());
        }
        return registered.getNow();
    }

    SpliceMode splicing() {
        return splicing;
    }

    /** Returns the buffer for bytes that are copied; whatever stays in it is lost with the next use. */
    ByteBuffer buffer() {
        return buffer;
    }

    /** Keeps a part of that buffer. */
    ByteBuf keep(ByteBuffer from, int begin, int end) {
        ByteBuf kept = PooledByteBufAllocator.DEFAULT.directBuffer(end - begin, end - begin);
        kept.writeBytes(from.duplicate().position(begin).limit(end));
        return kept;
    }

    PipePool pipes() {
        return pipes;
    }

    ReturnBudget returnBudget() {
        return returnBudget;
    }

    ProxyHeaderWriter headers() {
        if (headers == null) {
            headers = new ProxyHeaderWriter();
        }
        return headers;
    }

    TlsBuffers tlsBuffers() {
        if (tlsBuffers == null) {
            tlsBuffers = new TlsBuffers();
        }
        return tlsBuffers;
    }

    TcpState tcpState() {
        return tcpState;
    }

    PeerCredentials peerCredentials() {
        return peerCredentials;
    }

    /** Returns a time in ms that only ever grows, as exact as a tick; for connections that have been added. */
    long nowMs() {
        return nowMs;
    }

    long nanoTime() {
        return clock.nanoTime();
    }

    void add(SplicedConnection connection) {
        connections.add(connection);
        if (ticking == null) {
            nowMs = millis(clock);
            ticking = loop.scheduleWithFixedDelay(this::tick, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
        }
    }

    void remove(SplicedConnection connection) {
        connections.remove(connection);
        completeIfEmpty();
    }

    /** Has connections go elsewhere that a worker has not accepted: those whose far end is among the given. */
    void takeBack(Destination destination, List<QueuedConnection> queued) {
        Map<Integer, SplicedConnection> byPort = new HashMap<>();
        connections.forEach(connection -> byPort.put(connection.portTo(destination), connection));
        for (QueuedConnection far : queued) {
            SplicedConnection near = byPort.get(far.nearPort());
            if (near != null) {
                leave(near, far.claim());
            }
        }
    }

    private static void leave(SplicedConnection near, Socket far) {
        try {
            near.takeBack(far);
        } catch (RuntimeException | OutOfMemoryError e) {
            near.fail(e);
        }
    }

    /**
     * Looks at a connection often until what it waits for is over: that its peer has acknowledged its last bytes, that a
     * process which is ending has an exit status, or that its bytes have come back.
     */
    void lookAgain(SplicedConnection connection) {
        waiting.add(connection);
        if (!looksAgain) {
            looksAgain = true;
            loop.schedule(this::look, LOOK_INTERVAL_MS, TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        looksAgain = false;
        nowMs = millis(clock);
        List<SplicedConnection> due = waiting;
        waiting = new ArrayList<>();
        for (SplicedConnection connection : due) {
            if (!connection.look()) {
                lookAgain(connection);
            }
        }
    }

    /** The clock stands still while there are no connections. */
    private void tick() {
        nowMs = millis(clock);
        connections.forEach(SplicedConnection::tick);
        pipes.makeRoom();
        if (connections.size() == 0 && ticking != null) {
            ticking.cancel(false);
            ticking = null;
        }
    }

    /**
     * Done when no connection is left. Safe from any thread.
     *
     * @param timeoutMs after that long the rest is cut off
     */
    CompletableFuture<Void> finish(int timeoutMs) {
        CompletableFuture<Void> finished = new CompletableFuture<>();
        loop.execute(() -> {
            cutOff = loop.schedule(
                    () -> connections.forEach(connection -> connection.end(Termination.DRAINED)),
                    timeoutMs,
                    TimeUnit.MILLISECONDS);
            if (whenEmpty != null) {
                whenEmpty.thenRun(() -> finished.complete(null));
            } else {
                whenEmpty = finished;
            }
            completeIfEmpty();
        });
        return finished;
    }

    private void completeIfEmpty() {
        if (whenEmpty != null && connections.size() == 0) {
            if (cutOff != null) {
                cutOff.cancel(false);
            }
            pipes.close();
            whenEmpty.complete(null);
        }
    }
}
