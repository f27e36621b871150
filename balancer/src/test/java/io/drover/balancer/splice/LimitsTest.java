/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.balancer.harness.Patience;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** How many connections there may be. */
@Timeout(30)
class LimitsTest {
    @RegisterExtension
    final Fronts fronts = new Fronts();

    @Test
    void leavesFurtherConnectionsWaitingUntilOneEnds(@TempDir Path folder) throws IOException {
        FrontFixture front = fronts.start(folder, 1, "max-total-connections=2");
        Socket first = front.connect();
        front.connect();
        Socket third = front.connect();
        Socket backend = front.accept();
        front.accept();
        write(third, "3");

        // Connected as far as the kernel is concerned, but nobody has accepted it.
        front.upstream(0).setSoTimeout(200);
        assertThatThrownBy(() -> front.upstream(0).accept()).isInstanceOf(SocketTimeoutException.class);
        front.upstream(0).setSoTimeout(10_000);

        first.close();
        backend.close();
        assertThat(front.accept().getInputStream().read()).isEqualTo('3');
    }

    @Test
    void resetsFurtherConnectionsOfOneClient(@TempDir Path folder) throws IOException {
        FrontFixture front = fronts.start(folder, 1, "max-client-connections=2");
        Socket first = front.connect("127.0.0.5");
        Socket backend = front.accept();
        front.connect("127.0.0.5");
        front.accept();

        Socket third = front.connect("127.0.0.5");
        assertThatThrownBy(() -> third.getInputStream().read()).isInstanceOf(SocketException.class);
        assertThat(front.sink().front().tooManyOfOne().count()).isEqualTo(1);
        serves(front, "127.0.0.6");

        first.close();
        backend.close();
        Patience.await("room for the client")
                .until(() -> front.sink().front().limits().admit(keyOf("127.0.0.5")));
        front.sink().front().limits().release(keyOf("127.0.0.5"));
        serves(front, "127.0.0.5");
    }

    @Test
    void countsTheClientThatAProxyNames(@TempDir Path folder) throws IOException {
        FrontFixture front = fronts.start(folder, 1, "max-client-connections=1", "accept-proxy=127.0.0.0/8");
        Socket first = front.connect();
        write(first, "PROXY TCP6 2001:db8::1 2001:db8::2 1 2\r\n1");
        assertThat(front.accept().getInputStream().read()).isEqualTo('1');

        // The same client as far as anybody can tell: of the same /64.
        Socket second = front.connect();
        write(second, "PROXY TCP6 2001:db8::77 2001:db8::2 1 2\r\n2");
        assertThatThrownBy(() -> second.getInputStream().read()).isInstanceOf(SocketException.class);

        Socket other = front.connect();
        write(other, "PROXY TCP6 2001:db8:0:1::1 2001:db8::2 1 2\r\n3");
        assertThat(front.accept().getInputStream().read()).isEqualTo('3');
    }

    @Test
    void forgetsWhoHasNoConnections(@TempDir Path folder) throws IOException {
        FrontFixture front = fronts.start(folder, 1, "max-total-connections=1", "max-client-connections=1");
        for (int i = 0; i < 20; i++) {
            Socket client = front.connect();
            Socket backend = front.accept();
            client.close();
            backend.close();
        }
    }

    private static void serves(FrontFixture front, String from) throws IOException {
        Socket client = front.connect(from);
        write(client, "x");
        assertThat(front.accept().getInputStream().read()).isEqualTo('x');
    }

    private static long keyOf(String address) {
        return ClientAddress.keyOf(new java.net.InetSocketAddress(address, 1));
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
    }
}
