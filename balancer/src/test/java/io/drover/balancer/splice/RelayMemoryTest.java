/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.drover.core.config.Setting;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The relay makes no garbage for bytes that come and go, and holds nothing for a connection that is quiet. */
class RelayMemoryTest {
    private static final int WARM_UP = 5_000;
    private static final int EXCHANGES = 20_000;

    /** Of what the loop allocates beside, for its timer. */
    private static final double BYTES_PER_EXCHANGE = 2;

    @Test
    void allocatesNothingForAnExchange(@TempDir Path folder) throws Exception {
        try (RelayFixture relay = new RelayFixture(folder)) {
            Socket client = relay.connect();
            Socket backend = relay.accept();
            CompletableFuture<Boolean> echo = Blocking.start(() -> {
                backend.getInputStream().transferTo(backend.getOutputStream());
                return true;
            });
            exchange(client, WARM_UP);

            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long thread = relay.threadId();
            long before = threads.getThreadAllocatedBytes(thread);
            exchange(client, EXCHANGES);
            long allocated = threads.getThreadAllocatedBytes(thread) - before;

            assertThat(allocated / (double) EXCHANGES).isLessThan(BYTES_PER_EXCHANGE);
            client.shutdownOutput();
            echo.join();
        }
    }

    private static void exchange(Socket client, int times) throws Exception {
        byte[] message = new byte[100];
        InputStream in = client.getInputStream();
        OutputStream out = client.getOutputStream();
        for (int i = 0; i < times; i++) {
            out.write(message);
            assertThat(in.readNBytes(message.length)).hasSize(message.length);
        }
    }

    @Test
    void holdsNoPipeWhileNothingIsUnderWay(@TempDir Path folder) throws Exception {
        try (RelayFixture relay = new RelayFixture(folder, Setting.SPLICE, "on")) {
            Socket client = relay.connect();
            Socket backend = relay.accept();
            client.getOutputStream().write(new byte[1000]);
            assertThat(backend.getInputStream().readNBytes(1000)).hasSize(1000);

            assertThat(relay.lentPipes()).isZero();
        }
    }
}
