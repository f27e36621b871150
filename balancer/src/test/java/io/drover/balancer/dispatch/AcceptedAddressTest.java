/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.harness.NativeTransport;
import io.drover.core.scheduling.ClientKey;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** With real connections: what accept(2) writes is the transport's own format. */
class AcceptedAddressTest {

    @BeforeAll
    static void loadTransport() {
        NativeTransport.load();
    }

    @Test
    void givesAnIpv4ClientTheSameKeyByAcceptAndByDescriptor() throws IOException {
        long expected = ClientKey.ofIpv4(new byte[] {127, 0, 0, 5}, 0);

        assertThat(keysOf(InetAddress.getByAddress(new byte[] {127, 0, 0, 5}), loopback()))
                .containsExactly(expected, expected);
    }

    @Test
    void givesAnIpv6ClientTheSameKeyByAcceptAndByDescriptor() throws IOException {
        byte[] ipv6Loopback = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
        InetAddress address = InetAddress.getByAddress(ipv6Loopback);
        long expected = ClientKey.ofIpv6(ipv6Loopback, 0);

        assertThat(keysOf(address, address)).containsExactly(expected, expected);
    }

    @Test
    void takesEveryConnectionOverAUnixSocketForAnotherClient() {
        AcceptedAddress address = new AcceptedAddress(true);

        assertThat(address.clientKey()).isNotEqualTo(address.clientKey());
        assertThat(address.clientKeyOf(0)).isNotEqualTo(address.clientKeyOf(0));
    }

    private static long[] keysOf(InetAddress client, InetAddress server) throws IOException {
        Socket listening = Socket.newSocketStream();
        Socket connecting = Socket.newSocketStream();
        try {
            listening.bind(new InetSocketAddress(server, 0));
            listening.listen(1);
            connecting.bind(new InetSocketAddress(client, 0));
            connecting.connect(
                    new InetSocketAddress(server, listening.localAddress().getPort()));
            AcceptedAddress address = new AcceptedAddress(false);
            int fd = listening.accept(address.bytes());
            long[] keys = {address.clientKey(), address.clientKeyOf(fd)};
            new Socket(fd).close();
            return keys;
        } finally {
            connecting.close();
            listening.close();
        }
    }

    private static InetAddress loopback() {
        return InetAddress.getLoopbackAddress();
    }
}
