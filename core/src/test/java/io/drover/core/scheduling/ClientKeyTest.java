/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientKeyTest {

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "127.0.0.1", "192.0.2.200", "255.255.255.255", "128.0.0.1", "1.2.3.4"})
    void isTheSameForAnIpv4AddressMappedIntoIpv6(String address) throws UnknownHostException {
        byte[] ipv4 = InetAddress.getByName(address).getAddress();

        assertThat(ClientKey.ofIpv6(mapped(ipv4), 0)).isEqualTo(ClientKey.ofIpv4(ipv4, 0));
    }

    @Test
    void isTheSameForAllAddressesOfOneSlash64() throws UnknownHostException {
        Random random = new Random(1);
        byte[] address = ipv6("2001:db8:1:2::");
        long key = ClientKey.ofIpv6(address, 0);

        for (int i = 0; i < 1000; i++) {
            byte[] host = new byte[8];
            random.nextBytes(host);
            System.arraycopy(host, 0, address, 8, 8);
            assertThat(ClientKey.ofIpv6(address, 0)).isEqualTo(key);
        }
    }

    @Test
    void differsForEveryBitOfTheSlash64() throws UnknownHostException {
        byte[] address = ipv6("2001:db8:1:2::1");
        Set<Long> keys = new HashSet<>();
        keys.add(ClientKey.ofIpv6(address, 0));

        for (int bit = 0; bit < 64; bit++) {
            byte[] neighbour = address.clone();
            neighbour[bit / 8] ^= (byte) (0x80 >> bit % 8);
            keys.add(ClientKey.ofIpv6(neighbour, 0));
        }

        assertThat(keys).hasSize(65);
    }

    @Test
    void differsForEveryIpv4Address() {
        Random random = new Random(2);
        Set<Integer> addresses = new HashSet<>();
        Set<Long> keys = new HashSet<>();

        for (int i = 0; i < 10_000; i++) {
            byte[] address = new byte[4];
            random.nextBytes(address);
            addresses.add(java.nio.ByteBuffer.wrap(address).getInt());
            keys.add(ClientKey.ofIpv4(address, 0));
        }

        assertThat(keys).hasSameSizeAs(addresses);
    }

    @ParameterizedTest
    @CsvSource({"::1, 0.0.0.0", "::1, 127.0.0.1", "::, 0.0.0.0", "::1.2.3.4, 1.2.3.4", "64:ff9b::1.2.3.4, 1.2.3.4"})
    void keepsAnIpv6AddressApartFromTheIpv4AddressItMightBeTakenFor(String ipv6, String ipv4)
            throws UnknownHostException {
        assertThat(ClientKey.ofIpv6(ipv6(ipv6), 0))
                .isNotEqualTo(ClientKey.ofIpv4(InetAddress.getByName(ipv4).getAddress(), 0));
    }

    /** ffff in the right place is not enough: what stands before it must be zero. */
    @Test
    void takesNothingElseForAMappedAddress() throws UnknownHostException {
        byte[] almost = ipv6("2001:db8::ffff:102:304");

        assertThat(ClientKey.ofIpv6(almost, 0)).isEqualTo(ClientKey.ofIpv6(ipv6("2001:db8::"), 0));
    }

    @Test
    void readsTheAddressWhereItBegins() {
        byte[] address = {10, -1, 20, -128};
        byte[] buffer = {99, 99, 99, 10, -1, 20, -128, 99};
        byte[] mapped = mapped(address);
        byte[] mappedInBuffer = new byte[mapped.length + 5];
        System.arraycopy(mapped, 0, mappedInBuffer, 5, mapped.length);

        assertThat(ClientKey.ofIpv4(buffer, 3)).isEqualTo(ClientKey.ofIpv4(address, 0));
        assertThat(ClientKey.ofIpv6(mappedInBuffer, 5)).isEqualTo(ClientKey.ofIpv4(address, 0));
    }

    @Test
    void countsEveryConnectionWithoutAnAddressAsAnotherClient() {
        Set<Long> keys = new HashSet<>();

        IntStream.range(0, 10_000).forEach(sequence -> keys.add(ClientKey.ofSequence(sequence)));

        assertThat(keys).hasSize(10_000);
    }

    private static byte[] mapped(byte[] ipv4) {
        byte[] bytes = new byte[16];
        bytes[10] = -1;
        bytes[11] = -1;
        System.arraycopy(ipv4, 0, bytes, 12, 4);
        return bytes;
    }

    private static byte[] ipv6(String address) throws UnknownHostException {
        byte[] bytes = InetAddress.getByName(address).getAddress();
        assertThat(bytes).as(address).hasSize(16);
        return bytes;
    }
}
