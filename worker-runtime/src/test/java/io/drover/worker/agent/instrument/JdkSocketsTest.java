/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdkSocketsTest {
    private static final String DISPATCHER = "sun/nio/ch/SocketDispatcher";
    private static final String NIO_SOCKET = "sun/nio/ch/NioSocketImpl";

    private final JdkSockets sockets = new JdkSockets(DISPATCHER);

    @ParameterizedTest
    @ValueSource(
            strings = {
                NIO_SOCKET,
                "sun/nio/ch/ServerSocketChannelImpl",
                "sun/nio/ch/AsynchronousServerSocketChannelImpl",
                "sun/nio/ch/UnixAsynchronousServerSocketChannelImpl"
            })
    void hasTheJdksClassesCallTheHook(String name) throws IOException {
        byte[] original = ClassFiles.ofJdk(name);

        byte[] changed = sockets.transform(null, name, null, null, original);

        assertThat(sockets.failure()).isNull();
        assertThat(changed).isNotNull().hasSizeGreaterThan(original.length);
    }

    @Test
    void saysWhichCallsAreMissing() throws IOException {
        byte[] other = ClassFiles.ofJdk("sun/nio/ch/SocketChannelImpl");

        assertThat(sockets.transform(null, "sun/nio/ch/ServerSocketChannelImpl", null, null, other))
                .isNull();
        assertThat(sockets.failure())
                .startsWith("sun/nio/ch/ServerSocketChannelImpl calls [")
                .contains("] (expected: [")
                .contains("accept");
    }

    @Test
    void saysThatClosingIsMissing() throws IOException {
        assertThat(sockets.transform(null, DISPATCHER, null, null, ClassFiles.ofJdk("java/lang/Runnable")))
                .isNull();
        assertThat(sockets.failure()).startsWith(DISPATCHER + " calls [] (expected: [");
    }

    @Test
    void saysThatAClassCannotBeRead() {
        assertThat(sockets.transform(null, NIO_SOCKET, null, null, new byte[4])).isNull();
        assertThat(sockets.failure()).startsWith(NIO_SOCKET + ": java.lang.");
    }

    @Test
    void leavesAnApplicationsClassesAlone() throws IOException {
        byte[] original = ClassFiles.ofJdk(NIO_SOCKET);

        assertThat(sockets.transform(getClass().getClassLoader(), NIO_SOCKET, null, null, original))
                .isNull();
        assertThat(sockets.transform(null, "java/lang/Object", null, null, original))
                .isNull();
        assertThat(sockets.failure()).isNull();
    }
}
