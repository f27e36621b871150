/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.core.control.Endpoint;
import io.netty.buffer.ByteBufUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a backend is told of its clients. */
@Timeout(30)
class ProxyProtocolTest {
    @RegisterExtension
    final Fronts fronts = new Fronts();

    @ParameterizedTest
    @ValueSource(strings = {"auto", "on", "off"})
    void putsTheHeaderBeforeTheFirstByte(String splice, @TempDir Path folder) throws IOException {
        FrontFixture front = fronts.start(folder, 1, "proxy-protocol=v1", "splice=" + splice);
        Socket client = front.connect("127.0.0.7");
        client.getOutputStream().write("hello".getBytes(US_ASCII));

        String expected = "PROXY TCP4 127.0.0.7 127.0.0.1 " + client.getLocalPort() + " " + front.port() + "\r\nhello";
        Socket backend = front.accept();
        assertThat(read(backend, expected.length())).isEqualTo(expected);

        backend.getOutputStream().write("world".getBytes(US_ASCII));
        assertThat(read(client, 5)).isEqualTo("world");
        client.getOutputStream().write("again".getBytes(US_ASCII));
        assertThat(read(backend, 5)).isEqualTo("again");
        client.shutdownOutput();
        assertThat(backend.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void doesNotWaitForAClientThatWaitsForTheServer(@TempDir Path folder) throws IOException {
        FrontFixture front = fronts.start(folder, 1, "proxy-protocol=v2");
        Socket client = front.connect();

        byte[] header = front.accept().getInputStream().readNBytes(28);
        assertThat(ByteBufUtil.hexDump(header))
                .isEqualTo("0d0a0d0a000d0a515549540a" + "2111000c" + "7f000001" + "7f000001"
                        + String.format("%04x%04x", client.getLocalPort(), front.port()));
    }

    @Test
    void sendsItToTheBackendThatAnswersInPlaceOfOneThatDoesNot(@TempDir Path folder) throws IOException {
        FrontFixture front = fronts.start(folder, 2, "proxy-protocol=v1");
        front.upstream(0).close();

        for (int i = 0; i < 2; i++) {
            Socket client = front.connect();
            String expected = "PROXY TCP4 127.0.0.1 127.0.0.1 " + client.getLocalPort() + " " + front.port() + "\r\n";
            assertThat(read(front.accept(1), expected.length())).isEqualTo(expected);
        }
    }

    @Test
    void deliversHeaderAndBytesOfAClientThatHasSentItsLastAlready(@TempDir Path folder) throws IOException {
        FrontFixture front = fronts.start(folder, 1, "proxy-protocol=v1");
        Socket client = front.connect();
        client.getOutputStream().write("x".repeat(100_000).getBytes(US_ASCII));
        client.shutdownOutput();

        String all = new String(front.accept().getInputStream().readAllBytes(), US_ASCII);
        assertThat(all)
                .hasSize(all.indexOf('\n') + 1 + 100_000)
                .startsWith("PROXY TCP4 127.0.0.1 ")
                .endsWith("\r\n" + "x".repeat(100_000));
    }

    @Test
    void tellsThatTheClientOfAUnixSocketHasNoAddress(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("s");
        FrontFixture front = fronts.start(folder, new Endpoint.Unix(file.toString()), 1, "proxy-protocol=v1");
        try (SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(file))) {
            client.write(ByteBuffer.wrap("hello".getBytes(US_ASCII)));
            assertThat(read(front.accept(), 20)).isEqualTo("PROXY UNKNOWN\r\nhello");
        }
    }

    @Test
    void marksAConnectionOfThePrimarysOwn(@TempDir Path folder) throws IOException {
        FrontFixture front = fronts.start(folder, 1, "proxy-protocol=v2");
        front.forwarding()
                .reach(
                        front.stranger(),
                        front.upstream(0).getLocalPort(),
                        ProcessHandle.current().pid());
        try (ServerSocket asking = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            io.netty.channel.unix.Socket handed = io.netty.channel.unix.Socket.newSocketStream();
            handed.connect(asking.getLocalSocketAddress());
            front.forwarding().hand(front.stranger(), handed.intValue());
            try (Socket question = asking.accept()) {
                question.getOutputStream().write('?');
                byte[] received = front.accept().getInputStream().readNBytes(17);
                assertThat(ByteBufUtil.hexDump(received)).isEqualTo("0d0a0d0a000d0a515549540a" + "20000000" + "3f");
            }
        }
    }

    private static String read(Socket socket, int length) throws IOException {
        return new String(socket.getInputStream().readNBytes(length), US_ASCII);
    }
}
