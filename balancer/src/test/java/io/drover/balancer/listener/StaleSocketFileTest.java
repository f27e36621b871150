/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.balancer.harness.NativeTransport;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaleSocketFileTest {
    private Path file;

    @BeforeEach
    void useFolder(@TempDir Path folder) {
        NativeTransport.load();
        file = folder.resolve("app.sock");
    }

    @Test
    void isRemovedWhereNobodyListensBehindIt() throws IOException {
        listen().close();

        StaleSocketFile.remove(file.toString());

        assertThat(file).doesNotExist();
    }

    @Test
    void isNoneWhileSomebodyListensBehindIt() throws IOException {
        try (ServerSocketChannel listening = listen()) {
            assertThatThrownBy(() -> StaleSocketFile.remove(file.toString()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Address already in use");

            assertThat(listening.isOpen()).isTrue();
            assertThat(file).exists();
        }
    }

    @Test
    void isNoneWhereItIsAFileOfAnotherKind() throws IOException {
        Files.writeString(file, "precious");

        assertThatThrownBy(() -> StaleSocketFile.remove(file.toString()))
                .hasMessageContaining("Address already in use");

        assertThat(file).hasContent("precious");
    }

    @Test
    void isNotLookedForBehindALink() throws IOException {
        Files.createSymbolicLink(file, Path.of("elsewhere.sock"));

        assertThatThrownBy(() -> StaleSocketFile.remove(file.toString()))
                .hasMessageContaining("Address already in use");

        assertThat(Files.exists(file, LinkOption.NOFOLLOW_LINKS)).isTrue();
    }

    @Test
    void needNotBeThere() {
        assertThatCode(() -> StaleSocketFile.remove(file.toString())).doesNotThrowAnyException();
    }

    private ServerSocketChannel listen() throws IOException {
        return ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(file));
    }
}
