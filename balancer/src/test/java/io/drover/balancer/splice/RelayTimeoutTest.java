/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.core.config.Setting;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A connection on which nothing happens for too long is reset on both sides; a slow one goes on. */
class RelayTimeoutTest {

    @ParameterizedTest
    @EnumSource(
            value = Setting.class,
            names = {"CLIENT_TIMEOUT", "SERVER_TIMEOUT", "TOTAL_TIMEOUT"})
    void endsWhatIsSilent(Setting timeout, @TempDir Path folder) throws Exception {
        try (RelayFixture relay = new RelayFixture(folder, timeout, "200ms")) {
            Socket client = relay.connect();
            Socket backend = relay.accept();

            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
            assertThatThrownBy(() -> backend.getInputStream().read()).isInstanceOf(SocketException.class);
            relay.awaitIdle();
        }
    }

    @Test
    void endsWhatOneSideHasEnded(@TempDir Path folder) throws Exception {
        try (RelayFixture relay = new RelayFixture(folder, Setting.HALF_CLOSED_TIMEOUT, "200ms")) {
            Socket client = relay.connect();
            Socket backend = relay.accept();
            client.shutdownOutput();
            assertThat(backend.getInputStream().read()).isEqualTo(-1);

            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
            relay.awaitIdle();
        }
    }

    /** The backend has sent all and gone, and the client takes its time. */
    @Test
    void leavesAReaderThatIsSlowItsBytes(@TempDir Path folder) throws Exception {
        byte[] response = new byte[2_000_000];
        try (RelayFixture relay = new RelayFixture(folder, Setting.HALF_CLOSED_TIMEOUT, "200ms")) {
            Socket client = relay.connect();
            Socket backend = relay.accept();
            // How much the kernel holds is its own choice: perhaps not all of it before the client reads.
            CompletableFuture<Boolean> sent = Blocking.start(() -> {
                backend.getOutputStream().write(response);
                backend.close();
                return true;
            });
            TimeUnit.SECONDS.sleep(1);

            assertThat(client.getInputStream().transferTo(OutputStream.nullOutputStream()))
                    .isEqualTo(response.length);
            sent.join();
            client.close();
            relay.awaitIdle();
        }
    }
}
