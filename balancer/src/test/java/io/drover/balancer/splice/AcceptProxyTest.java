/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.balancer.harness.Patience;
import io.netty.buffer.ByteBufUtil;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that come through proxies. */
@Timeout(30)
class AcceptProxyTest {
    private static final String TRUSTED = "accept-proxy=127.0.0.9,127.0.1.0/24";
    private static final String PROXY = "127.0.0.9";

    @RegisterExtension
    final Fronts fronts = new Fronts();

    @Test
    void takesTheHeaderAwayAndDeliversWhatIsBehindIt(@TempDir Path folder) throws IOException {
        FrontFixture front = fronts.start(folder, 1, TRUSTED);
        Socket client = front.connect("127.0.1.77");
        write(client, "PROXY TCP4 192.0.2.1 198.51.100.2 56324 443\r\nhello");

        Socket backend = front.accept();
        assertThat(read(backend, 5)).isEqualTo("hello");
        write(client, " again");
        client.shutdownOutput();
        assertThat(new String(backend.getInputStream().readAllBytes(), US_ASCII))
                .isEqualTo(" again");
        write(backend, "bye");
        backend.close();
        assertThat(new String(client.getInputStream().readAllBytes(), US_ASCII)).isEqualTo("bye");
    }

    @Test
    void putsTogetherAHeaderThatComesByteByByte(@TempDir Path folder) throws IOException {
        FrontFixture front = fronts.start(folder, 1, TRUSTED, "proxy-protocol=v1");
        Socket client = front.connect(PROXY);
        for (byte one : ByteBufUtil.decodeHexDump(
                "0d0a0d0a000d0a515549540a" + "21110010" + "c0000201c6336402dc0401bb" + "04000100" + "68690a")) {
            client.getOutputStream().write(one);
        }

        String expected = "PROXY TCP4 192.0.2.1 198.51.100.2 56324 443\r\nhi\n";
        assertThat(read(front.accept(), expected.length())).isEqualTo(expected);
    }

    @Test
    void countsWhatCameWithTheHeader(@TempDir Path folder) throws IOException {
        FrontFixture front = fronts.start(folder, 1, TRUSTED);
        Socket client = front.connect(PROXY);
        write(client, "PROXY UNKNOWN\r\nhello");
        read(front.accept(), 5);

        Patience.await("bytes of the client").until(() -> front.block(0).bytesTo() == 5);
    }

    /** Whose it was can't be known any more, and so not whether it begins with a header. */
    @Test
    void dropsAConnectionThatWasResetBeforeItWasAccepted(@TempDir Path folder) throws Exception {
        FrontFixture front = fronts.start(folder, 1, TRUSTED);
        CountDownLatch released = front.holdAcceptor();
        Socket client = front.connect(PROXY);
        write(client, "PROXY TCP4 192.0.2.1 198.51.100.2 56324 443\r\nforged");
        client.setSoLinger(true, 0);
        client.close();
        write(front.connect("127.0.0.8"), "other");
        released.countDown();

        assertThat(read(front.accept(), 5)).isEqualTo("other");
    }

    @Test
    void deliversAllOfAClientThatEndsWithTheHeader(@TempDir Path folder) throws IOException {
        FrontFixture front = fronts.start(folder, 1, TRUSTED);
        Socket client = front.connect(PROXY);
        write(client, "PROXY UNKNOWN\r\n" + "x".repeat(200_000));
        client.shutdownOutput();

        assertThat(front.accept().getInputStream().readAllBytes()).hasSize(200_000);
    }

    @Test
    void tellsTheProxysOwnAddressWhereItSpeaksForItself(@TempDir Path folder) throws IOException {
        FrontFixture front = fronts.start(folder, 1, TRUSTED, "proxy-protocol=v1");
        Socket client = front.connect(PROXY);
        client.getOutputStream().write(ByteBufUtil.decodeHexDump("0d0a0d0a000d0a515549540a20000000"));

        String expected = "PROXY TCP4 127.0.0.9 127.0.0.1 " + client.getLocalPort() + " " + front.port() + "\r\n";
        assertThat(read(front.accept(), expected.length())).isEqualTo(expected);
    }

    @Test
    void takesTheBytesOfOthersAsTheyAre(@TempDir Path folder) throws IOException {
        FrontFixture front = fronts.start(folder, 1, TRUSTED);
        String bytes = "PROXY TCP4 192.0.2.1 198.51.100.2 56324 443\r\nhello";
        write(front.connect("127.0.0.8"), bytes);

        assertThat(read(front.accept(), bytes.length())).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"GET / HTTP/1.1\r\n\r\n", "PROXY TCP4 nonsense\r\n", "PROXY UNKNOWN but never a line's end"})
    void resetsWhatIsNoHeader(String bytes, @TempDir Path folder) throws IOException {
        FrontFixture front = fronts.start(folder, 1, TRUSTED);
        Socket client = front.connect(PROXY);
        write(client, bytes);

        // The last of them only after the three seconds.
        assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
        assertThat(front.sink().front().badHeaders().count()).isEqualTo(1);
        assertThat(front.openConnections(0)).isZero();
    }

    @Test
    void sendsAClientToTheSameBackendWhicheverProxyItCameThrough(@TempDir Path folder) throws IOException {
        FrontFixture front = fronts.start(folder, 3, TRUSTED, "policy=ip-hash");
        Set<Integer> used = new HashSet<>();
        for (int client = 0; client < 16; client++) {
            Set<Integer> ofOne = new HashSet<>();
            for (int proxy = 1; proxy <= 3; proxy++) {
                String header = "PROXY TCP4 192.0.2." + client + " 198.51.100.2 1000 443\r\n";
                ofOne.add(backendOf(front, "127.0.1." + proxy, header));
            }
            assertThat(ofOne).as("client %d", client).hasSize(1);
            used.addAll(ofOne);
        }
        assertThat(used).as("backends").hasSize(3);
    }

    @Test
    void waitsForRoomAfterTheHeader(@TempDir Path folder) throws IOException {
        FrontFixture front = fronts.start(folder, 1, TRUSTED, "max-connections=1", "max-total-connections=2");
        Socket first = front.connect(PROXY);
        Socket second = front.connect(PROXY);
        // Accepted both, before either has a backend.
        Patience.await("both").until(() -> !front.sink().front().limits().hasRoom());
        write(first, "PROXY UNKNOWN\r\n1");
        Socket backend = front.accept();
        assertThat(read(backend, 1)).isEqualTo("1");
        write(second, "PROXY UNKNOWN\r\n2");
        assertThat(front.openConnections(0)).isEqualTo(1);

        first.close();
        backend.close();
        assertThat(read(front.accept(), 1)).isEqualTo("2");
    }

    private static int backendOf(FrontFixture front, String from, String header) throws IOException {
        long[] before = {
            front.block(0).sent(), front.block(1).sent(), front.block(2).sent()
        };
        try (Socket client = front.connect(from)) {
            write(client, header);
            Patience.await("a backend").until(() -> changed(front, before) >= 0);
            return changed(front, before);
        }
    }

    private static int changed(FrontFixture front, long... before) {
        for (int i = 0; i < before.length; i++) {
            if (front.block(i).sent() != before[i]) {
                return i;
            }
        }
        return -1;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
    }

    private static String read(Socket socket, int length) throws IOException {
        return new String(socket.getInputStream().readNBytes(length), US_ASCII);
    }
}
