/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DiagnosticCommandTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    /** Above any that the kernel gives (2^22), and another for each process that runs this test. */
    private final long pid = (1L << 32) + ProcessHandle.current().pid();

    private final Path socket = Path.of("/tmp/.java_pid" + pid);
    private ServerSocketChannel jvm;

    @BeforeEach
    void listen() throws IOException {
        jvm = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
    }

    @AfterEach
    void close() throws IOException {
        jvm.close();
        DiagnosticCommand.forget(pid);
        assertThat(socket).doesNotExist();
    }

    @Test
    void speaksAsJcmdDoes() throws IOException {
        CompletableFuture<String> answer = DiagnosticCommand.give(pid, "VM.version", LONG);

        assertThat(answerWith("0\nOpenJDK\n")).isEqualTo("1\0jcmd\0VM.version\0\0\0");
        assertThat(answer.join()).isEqualTo("OpenJDK\n");
    }

    @Test
    void tellsWhatTheJvmRefuses() throws IOException {
        CompletableFuture<String> answer = DiagnosticCommand.give(pid, "VM.fly", LONG);
        answerWith("1\nunknown");

        assertThatThrownBy(answer::join)
                .hasRootCauseInstanceOf(IOException.class)
                .hasMessageContaining("unknown");
    }

    private String answerWith(String text) throws IOException {
        try (SocketChannel connection = jvm.accept()) {
            ByteBuffer command = ByteBuffer.allocate(100);
            connection.read(command);
            connection.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            return new String(command.array(), 0, command.position(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void waitsNoLongerThanItIsTold() throws IOException {
        CompletableFuture<String> answer = DiagnosticCommand.give(pid, "VM.version", Duration.ofMillis(50));
        try (SocketChannel connection = jvm.accept()) {
            assertThatThrownBy(answer::join).hasRootCauseInstanceOf(TimeoutException.class);
            ByteBuffer command = ByteBuffer.allocate(100);
            connection.read(command);
            assertThat(connection.read(command))
                    .as("what comes behind the command")
                    .isEqualTo(-1);
        }
    }

    @Test
    void saysThatAJvmCantBeAsked() {
        DiagnosticCommand.forget(pid);

        assertThatThrownBy(() -> DiagnosticCommand.give(pid, "VM.version", LONG).join())
                .hasRootCauseInstanceOf(IOException.class);
    }
}
