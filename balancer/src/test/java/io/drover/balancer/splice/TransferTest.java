/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.core.config.Setting;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bytes of both directions arrive as they were sent, in pieces and with pauses of any size, and each direction ends where
 * its sender ended it. {@code -Ddrover.relay.rounds=1000 -Ddrover.relay.bytes=1000000} makes it as long as one likes.
 */
class TransferTest {
    private static final int ROUNDS = Integer.getInteger("drover.relay.rounds", 60);
    private static final int MOST_BYTES = Integer.getInteger("drover.relay.bytes", 1_000_000);
    private static final int LARGEST_PIECE = 200_000;

    @ParameterizedTest
    @ValueSource(strings = {"auto", "on", "off"})
    void isExact(String splice, @TempDir Path folder) throws Exception {
        try (RelayFixture relay = new RelayFixture(folder, Setting.SPLICE, splice)) {
            for (int round = 0; round < ROUNDS; round++) {
                Random random = new Random(round);
                try (Socket client = relay.connect();
                        Socket backend = relay.accept()) {
                    CompletableFuture<byte[]> sentUp = send(client, new Random(random.nextLong()));
                    CompletableFuture<byte[]> sentDown = send(backend, new Random(random.nextLong()));
                    CompletableFuture<byte[]> receivedUp = receive(backend);
                    CompletableFuture<byte[]> receivedDown = receive(client);

                    assertThat(receivedUp.join())
                            .as("round %s, to the backend", round)
                            .isEqualTo(sentUp.join());
                    assertThat(receivedDown.join())
                            .as("round %s, to the client", round)
                            .isEqualTo(sentDown.join());
                }
            }
            relay.awaitIdle();
        }
    }

    /** Sends some bytes and ends; returns their digest. */
    private static CompletableFuture<byte[]> send(Socket socket, Random random) {
        return Blocking.start(() -> {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            OutputStream out = socket.getOutputStream();
            int left = random.nextInt(MOST_BYTES);
            while (left > 0) {
                byte[] piece = new byte[Math.min(left, 1 + random.nextInt(LARGEST_PIECE))];
                random.nextBytes(piece);
                digest.update(piece);
                out.write(piece);
                left -= piece.length;
                pauseSometimes(random);
            }
            socket.shutdownOutput();
            return digest.digest();
        });
    }

    /** So that what follows does not always find the one before still on its way. */
    private static void pauseSometimes(Random random) {
        if (random.nextInt(4) == 0) {
            LockSupport.parkNanos(random.nextInt(2_000_000));
        }
    }

    private static CompletableFuture<byte[]> receive(Socket socket) {
        return Blocking.start(() -> {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(socket.getInputStream(), digest).transferTo(OutputStream.nullOutputStream());
            return digest.digest();
        });
    }
}
