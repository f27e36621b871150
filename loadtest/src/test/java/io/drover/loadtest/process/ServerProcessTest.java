/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ServerProcessTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Test
    void waitsForWhatIsPrinted() throws Exception {
        try (ServerProcess process = start("echo ready; exec sleep 60")) {
            process.await(() -> process.hasPrinted("ready"), LONG);
            assertThat(process.hasPrinted("steady")).isFalse();
        }
    }

    @Test
    void endsWhatTheProcessHasStartedToo() throws Exception {
        ServerProcess process = start("sleep 60 & echo child $!.; wait");
        process.await(() -> process.hasPrinted("."), LONG);
        ProcessHandle server = ProcessHandle.of(process.pid()).orElseThrow();
        ProcessHandle child = server.children().findFirst().orElseThrow();
        process.close();
        assertThat(server.isAlive()).isFalse();
        child.onExit().join();
    }

    @Test
    void saysWithWhichWordsItEnded() throws Exception {
        try (ServerProcess process = start("echo no such option; exit 3")) {
            assertThatThrownBy(() -> process.await(() -> false, LONG))
                    .isInstanceOf(IOException.class)
                    .hasMessage("server: ended with 3 (expected: a server that answers), its last output:\n"
                            + "    no such option");
        }
    }

    @Test
    void doesNotWaitForEver() throws Exception {
        try (ServerProcess process = start("exec sleep 60")) {
            assertThatThrownBy(() -> process.await(() -> false, Duration.ofMillis(20)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("server: no answer");
        }
    }

    private ServerProcess start(String script) throws IOException {
        return ServerProcess.start("server", List.of("sh", "-c", script), folder.resolve("server.log"));
    }
}
