/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.harness.Patience;
import io.drover.core.config.Setting;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A reader that does not read stops the writer, and then gets every byte. */
class BackPressureTest {
    /** More than both sockets' buffers and a pipe can grow to. */
    private static final long TOO_MUCH = 256L << 20;

    private static final int CHUNK = 1 << 20;

    @ParameterizedTest
    @ValueSource(strings = {"auto", "on", "off"})
    void stopsTheWriter(String splice, @TempDir Path folder) throws Exception {
        try (RelayFixture relay = new RelayFixture(folder, Setting.SPLICE, splice)) {
            Socket client = relay.connect();
            try (SocketChannel backend = relay.acceptChannel()) {
                backend.configureBlocking(false);
                AtomicLong sent = new AtomicLong();
                ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
                // Until it takes no more for as long as a few looks.
                Patience.await("the writer stands still")
                        .during(java.time.Duration.ofMillis(300))
                        .until(() -> {
                            long before = sent.get();
                            chunk.clear();
                            sent.addAndGet(backend.write(chunk));
                            return sent.get() == before;
                        });
                assertThat(sent.get()).isBetween(1L, TOO_MUCH);

                backend.shutdownOutput();
                assertThat(client.getInputStream().transferTo(java.io.OutputStream.nullOutputStream()))
                        .isEqualTo(sent.get());
            }
        }
    }
}
