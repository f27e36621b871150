/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.core.config.Setting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a worker was sent and has not accepted is another's, byte for byte, as if it had been sent there at once. */
class PortQueueTest {
    @ParameterizedTest
    @CsvSource({"auto, 10", "auto, 20000000", "on, 20000000", "off, 20000000"})
    void givesAnotherAllThatWasSent(String splice, int length, @TempDir Path folder) throws Exception {
        try (WorkerPortsFixture workers = new WorkerPortsFixture(folder, Setting.SPLICE, splice)) {
            byte[] request = bytes(length, 1);
            byte[] response = bytes(length, 2);
            Socket client = workers.connect();
            CompletableFuture<?> sent = workers.send(client, request);
            workers.awaitSent(0, 1);

            workers.moveAllToSecond();

            io.netty.channel.unix.Socket served = workers.acceptAsSecond();
            assertThat(workers.readAll(served)).isEqualTo(request);
            sent.join();
            CompletableFuture<byte[]> received =
                    Blocking.start(() -> client.getInputStream().readAllBytes());
            workers.writeAll(served, response);
            assertThat(received.join()).isEqualTo(response);
            workers.awaitSent(0, 0);
        }
    }

    @Test
    void givesConnectionsThatHaveTheOptionsOfBothFamilies(@TempDir Path folder) throws Exception {
        int ipv6 = 41;
        int trafficClass = 67;
        try (WorkerPortsFixture workers = new WorkerPortsFixture(folder)) {
            workers.moveAllToSecond();
            workers.connect();

            assertThat(workers.acceptAsSecond().getIntOpt(ipv6, trafficClass)).isZero();
        }
    }

    @Test
    void announcesItsClientOnce(@TempDir Path folder) throws Exception {
        try (WorkerPortsFixture workers = new WorkerPortsFixture(folder, Setting.PROXY_PROTOCOL, "v1")) {
            Socket client = workers.connect();
            CompletableFuture<?> sent = workers.send(client, "request".getBytes(US_ASCII));
            sent.join();
            workers.awaitSent(0, 1);

            workers.moveAllToSecond();

            assertThat(new String(workers.readAll(workers.acceptAsSecond()), US_ASCII))
                    .matches("PROXY TCP4 127.0.0.1 127.0.0.1 " + client.getLocalPort() + " \\d+\r\nrequest");
        }
    }

    @Test
    void givesAnotherAConnectionOnWhichNothingWasSent(@TempDir Path folder) throws Exception {
        try (WorkerPortsFixture workers = new WorkerPortsFixture(folder)) {
            Socket client = workers.connect();
            workers.awaitSent(0, 1);

            workers.moveAllToSecond();

            io.netty.channel.unix.Socket served = workers.acceptAsSecond();
            client.getOutputStream().write("late".getBytes(US_ASCII));
            client.shutdownOutput();
            assertThat(workers.readAll(served)).asString(US_ASCII).isEqualTo("late");
        }
    }

    @Test
    void endsWhereNobodyListensAnyMore(@TempDir Path folder) throws Exception {
        try (WorkerPortsFixture workers = new WorkerPortsFixture(folder)) {
            Socket client = asking(workers);

            workers.closeListener();

            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void countsNoneThatAnotherProgramHasOpened(@TempDir Path folder) throws Exception {
        try (WorkerPortsFixture workers = new WorkerPortsFixture(folder);
                Socket foreign = new Socket(InetAddress.getLoopbackAddress(), workers.firstPort())) {
            workers.connect();
            workers.awaitSent(0, 1);

            workers.moveAllToSecond();
            workers.acceptAsSecond();

            assertThat(foreign.getInputStream().read()).isEqualTo(-1);
            workers.awaitSent(0, 0);
        }
    }

    @Test
    void endsWhereItsClientHasLeftMeanwhile(@TempDir Path folder) throws Exception {
        try (WorkerPortsFixture workers = new WorkerPortsFixture(folder)) {
            Socket client = asking(workers);
            client.setSoLinger(true, 0);
            client.close();

            workers.moveAllToSecond();

            workers.awaitSent(0, 0);
        }
    }

    /** Returns a client whose connection waits at the first worker's port. */
    private static Socket asking(WorkerPortsFixture workers) throws IOException {
        Socket client = workers.connect();
        client.getOutputStream().write('?');
        workers.awaitSent(0, 1);
        return client;
    }

    private static byte[] bytes(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
