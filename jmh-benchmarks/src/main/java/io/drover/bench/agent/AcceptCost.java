/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.bench.agent;

import io.drover.core.time.NanoClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * What a call of accept costs while connections wait: the same program alone, where the call is accept(2), and as the
 * worker of a cluster, where it receives a passed descriptor. Not a JMH benchmark, because the agent needs a primary.
 */
public final class AcceptCost {
    private static final int WARM_UP_ROUNDS = 200;
    private static final int ROUNDS = 400;

    /** Less than a lane's window. */
    private static final int BATCH = 100;

    /** For the primary to pass what has connected. */
    private static final long SETTLE_NS = 20_000_000;

    private AcceptCost() {}

    /**
     * Prints one line.
     *
     * @param args the port
     */
    public static void main(String[] args) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
        double[] costsUs = new double[ROUNDS];
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(address, BATCH * 2);
            server.configureBlocking(false);
            for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
                double costUs = acceptBatch(server, address);
                if (round >= 0) {
                    costsUs[round] = costUs;
                }
            }
            Arrays.sort(costsUs);
            System.out.printf(
                    Locale.ROOT,
                    "accept: %.2f us, median of %d rounds of %d; smallest %.2f us%n",
                    costsUs[ROUNDS / 2],
                    ROUNDS,
                    BATCH,
                    costsUs[0]);
            // Whoever started this reads the line and ends it: a worker that ends by itself would be started again.
            LockSupport.park();
        }
    }

    private static double acceptBatch(ServerSocketChannel server, InetSocketAddress address) throws IOException {
        List<SocketChannel> open = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            open.add(SocketChannel.open(address));
        }
        LockSupport.parkNanos(SETTLE_NS);
        long startNs = NanoClock.SYSTEM.nanoTime();
        for (int i = 0; i < BATCH; i++) {
            SocketChannel accepted = server.accept();
            while (accepted == null) {
                Thread.onSpinWait();
                accepted = server.accept();
            }
            open.add(accepted);
        }
        long tookNs = NanoClock.SYSTEM.nanoTime() - startNs;
        for (SocketChannel channel : open) {
            channel.close();
        }
        return tookNs / 1000.0 / BATCH;
    }
}
