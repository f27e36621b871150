/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import io.drover.core.lifecycle.WorkerState;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;

/**
 * Workers that can't say anything of themselves: they are ready when their port accepts a connection.
 *
 * <p>Threading: owned by the supervisor thread.
 */
final class Strangers {
    private final Consumer<WorkerHandle> onReady;

    /**
     * Watches over none yet.
     *
     * @param onReady told of each as long as it is starting and its port answers
     */
    Strangers(Consumer<WorkerHandle> onReady) {
        this.onReady = onReady;
    }

    /** Looks whether a worker is ready. */
    void check(WorkerHandle worker) {
        if (worker.isStranger() && worker.is(WorkerState.STARTING) && isListening(worker.port())) {
            onReady.accept(worker);
        }
    }

    /** On the loopback device a connect is answered before the call returns, so this does not wait. */
    private static boolean isListening(int port) {
        try (SocketChannel channel = SocketChannel.open()) {
            channel.configureBlocking(false);
            return channel.connect(new InetSocketAddress(NetUtil.LOCALHOST4, port)) || channel.finishConnect();
        } catch (IOException e) {
            return false;
        }
    }
}
