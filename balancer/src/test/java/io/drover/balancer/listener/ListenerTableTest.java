/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.balancer.harness.NativeTransport;
import io.drover.core.config.ListenAddress;
import io.drover.core.control.ControlMessage.ListenError;
import io.drover.core.control.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListenerTableTest {
    private static final int BACKLOG = 16;

    private final ListenerTable table = new ListenerTable(List.of());

    @BeforeAll
    static void loadTransport() {
        NativeTransport.load();
    }

    @AfterEach
    void close() {
        table.closeAll();
    }

    @ParameterizedTest
    @CsvSource({
        // what the user allowed, what the application wants, whether that is shared
        "'', 8080, '', 8080, true",
        "'', 8080, 127.0.0.1, 8080, true",
        "'', 8080, ::1, 8080, true",
        "'', 8080, '', 8081, false",
        "'', 8080, '', 0, false",
        "127.0.0.1, 8080, 127.0.0.1, 8080, true",
        "localhost, 8080, 127.0.0.1, 8080, true",
        "127.0.0.1, 8080, 127.0.0.2, 8080, false",
        "127.0.0.1, 8080, '', 8080, false",
        "0.0.0.0, 8080, '', 8080, true",
        "::, 8080, '', 8080, true",
        "::1, 8080, 0:0:0:0:0:0:0:1, 8080, true",
        "no.such.host.invalid, 8080, 127.0.0.1, 8080, false"
    })
    void sharesWhatTheUserNamed(String host, int port, String wantedHost, int wantedPort, boolean shared) {
        ListenerTable restricted = new ListenerTable(List.of(new ListenAddress(host, port)));

        assertThat(restricted.isShared(new Endpoint.Tcp(wantedHost, wantedPort)))
                .isEqualTo(shared);
    }

    @Test
    void sharesEverythingWhereTheUserNamedNothing() {
        assertThat(table.isShared(new Endpoint.Tcp("", 0))).isTrue();
        assertThat(table.isShared(new Endpoint.Unix("/tmp/app.sock"))).isTrue();
    }

    /** A label has 63 characters at most: nobody has to be asked. */
    @Test
    void knowsWhichHostNobodyCanListenOn() {
        String impossible = "a".repeat(64) + ".invalid";
        ListenAddress anywhere = new ListenAddress("", 8080);
        ListenAddress here = new ListenAddress("localhost", 8080);

        assertThat(new ListenerTable(List.of(anywhere, here)).unknownHost()).isNull();
        assertThat(new ListenerTable(List.of(here, new ListenAddress(impossible, 80))).unknownHost())
                .startsWith("can't listen on " + impossible + ":80: ");
    }

    @Test
    void leavesUnixSocketsToTheWorkersWhereTheUserNamedPorts() {
        ListenerTable restricted = new ListenerTable(List.of(new ListenAddress("", 8080)));

        assertThat(restricted.isShared(new Endpoint.Unix("/tmp/app.sock"))).isFalse();
    }

    @Test
    void findsAListenerByWhatWasAskedForAndByItsId() throws ListenRefusedException {
        Endpoint anyPort = new Endpoint.Tcp("127.0.0.1", 0);
        assertThat(table.find(anyPort, 0)).isNull();

        Listener first = table.open(anyPort, 0, BACKLOG, 0);
        Listener second = table.open(anyPort, 1, BACKLOG, 0);

        assertThat(table.find(anyPort, 0)).isSameAs(first);
        assertThat(table.find(anyPort, 1)).isSameAs(second);
        assertThat(table.byId(first.id())).isSameAs(first);
        assertThat(table.byId(99)).isNull();
        assertThat(table.all()).containsExactly(first, second);
        assertThat(((Endpoint.Tcp) first.endpoint()).port())
                .isPositive()
                .isNotEqualTo(((Endpoint.Tcp) second.endpoint()).port());
    }

    @Test
    void saysInTheWordsOfTheSystemWhyAnAddressCanNotBeHad() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Endpoint wanted = new Endpoint.Tcp("127.0.0.1", taken.getLocalPort());

            assertThatThrownBy(() -> table.open(wanted, 0, BACKLOG, 0))
                    .hasMessage("Address already in use")
                    .isInstanceOfSatisfying(ListenRefusedException.class, e -> assertThat(e.error())
                            .isEqualTo(ListenError.ADDRESS_IN_USE));
            assertThat(table.find(wanted, 0)).as("not remembered").isNull();
        }
        assertThatThrownBy(() -> table.open(new Endpoint.Tcp("192.0.2.1", 0), 0, BACKLOG, 0))
                .isInstanceOfSatisfying(ListenRefusedException.class, e -> assertThat(e.error())
                        .isEqualTo(ListenError.ADDRESS_NOT_AVAILABLE));
    }

    @Test
    void findsAPortThatWasGivenForAnyByItsNumber() throws ListenRefusedException {
        Listener given = table.open(new Endpoint.Tcp("127.0.0.1", 0), 0, BACKLOG, 0);

        assertThat(table.find(given.endpoint(), 0)).isSameAs(given);
    }

    @Test
    void givesAPortThatIsListenedOnByItsNumberToWhoeverAsksForAnyAgain() throws ListenRefusedException {
        Endpoint any = new Endpoint.Tcp("127.0.0.1", 0);
        Listener probe = table.open(any, 0, BACKLOG, 0);
        close(probe);
        Listener wanted = table.open(probe.endpoint(), 0, BACKLOG, 0);

        assertThat(table.find(any, 0)).isSameAs(wanted);
        assertThat(table.find(any, 1)).isNull();
    }

    @Test
    void givesTheSamePortAgainAfterAllHaveClosedIt() throws ListenRefusedException {
        Endpoint any = new Endpoint.Tcp("127.0.0.1", 0);
        Listener first = table.open(any, 0, BACKLOG, 0);
        close(first);

        assertThat(table.open(any, 0, BACKLOG, 0).endpoint()).isEqualTo(first.endpoint());
    }

    @Test
    void givesAnotherPortWhereSomebodyElseHasTakenIt() throws Exception {
        Endpoint any = new Endpoint.Tcp("127.0.0.1", 0);
        Listener first = table.open(any, 0, BACKLOG, 0);
        close(first);
        int port = ((Endpoint.Tcp) first.endpoint()).port();

        try (ServerSocket taken = new ServerSocket(port, BACKLOG, InetAddress.getByName("127.0.0.1"))) {
            assertThat(taken.isBound()).isTrue();
            assertThat(table.open(any, 0, BACKLOG, 0).endpoint()).isNotEqualTo(first.endpoint());
        }
    }

    private void close(Listener listener) {
        table.remove(listener);
        listener.close();
    }
}
