/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import io.drover.balancer.dispatch.Descriptors;
import io.netty.channel.ChannelException;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * How a connection gets its backend: the destination that was chosen for it, once more after a moment where that takes
 * nobody just now, or another where it can't be reached.
 *
 * <p>Threading: owned by one relay loop.
 */
final class Connecting {
    private final SplicedConnection connection;
    private final RelayLoop loop;
    private final Relays relays;
    private final Attempts attempts;
    private long sinceMs;
    private @Nullable RelayEnd backend; // while it has not answered

    Connecting(SplicedConnection connection, RelayLoop loop, Relays relays) {
        this.connection = connection;
        this.loop = loop;
        this.relays = relays;
        this.attempts = connection.attempts();
    }

    /** Connects to the destination that was chosen. */
    void begin() {
        sinceMs = loop.nowMs();
        attempts.start(loop.nanoTime());
        Destination chosen = attempts.chosen();
        Socket socket;
        try {
            socket = chosen.newSocket();
        } catch (ChannelException e) {
            // No descriptor is left: no other destination helps, but when others end there will be one.
            tryAgainLater(Termination.OUT_OF_RESOURCES);
            return;
        }
        try {
            boolean connected = chosen.connect(socket, loop.tcpState());
            RelayEnd end = new RelayEnd(socket, connection, chosen.isTcp(), false, sinceMs);
            backend = end;
            end.watch(loop, !connected);
            if (connected) {
                onConnected(end);
            }
        } catch (IOException e) {
            if (backend == null) {
                Descriptors.close(socket);
            }
            onRefused(e);
        }
    }

    private void onConnected(RelayEnd end) {
        Destination reached = attempts.chosen();
        if (reached.isItself(end.socket())) {
            fail(Termination.CONNECT_FAILED);
            return;
        }
        backend = null;
        reached.onConnected(attempts.succeed(loop.nanoTime()));
        connection.onConnected(end, reached);
    }

    private void onRefused(IOException failure) {
        switch (ConnectFailure.of(failure)) {
            case UNREACHABLE -> fail(Termination.CONNECT_FAILED);
            case NO_PORT -> fail(Termination.OUT_OF_RESOURCES);
            case BUSY -> tryAgainLater(Termination.CONNECT_TIMEOUT);
        }
    }

    /**
     * Nobody will tell when a connect is possible: it is tried until that has taken too long.
     *
     * @param why it is over then
     */
    private void tryAgainLater(Termination why) {
        if (attempts.isBusyFor(relays.timeouts().connectMs(), loop.nowMs())) {
            fail(why);
        } else {
            close();
            relays.onBusy(connection, attempts.postpone());
        }
    }

    private void fail(Termination why) {
        close();
        Destination unreachable = attempts.fail();
        unreachable.onConnectFailed();
        relays.onConnectFailed(connection, unreachable, why);
    }

    /** The destination has answered, or refused. */
    void onEvent(RelayEnd end) {
        try {
            if (end == backend && end.socket().finishConnect()) {
                onConnected(end);
            }
        } catch (IOException e) {
            onRefused(e);
        }
    }

    /** Gives up one that does not answer in time. */
    void check(long nowMs) {
        if (backend != null && nowMs - sinceMs > relays.timeouts().connectMs()) {
            fail(Termination.CONNECT_TIMEOUT);
        }
    }

    /** Ends what is under way: who may have answered already gets a reset. */
    void close() {
        if (backend != null) {
            backend.reset();
            backend = null;
        }
    }
}
