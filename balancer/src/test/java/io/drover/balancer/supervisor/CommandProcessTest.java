/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With setsid(1), and without it. */
@Timeout(60)
class CommandProcessTest {
    private static final String PATH = "/usr/bin:/bin";
    private static final String TWO = "sh -c 'sleep 1000 & echo $!; wait'";

    private @Nullable CommandProcess started;

    @AfterEach
    void killWhatIsLeft() throws Exception {
        if (started != null) {
            started.kill();
            started.ended().get(30, TimeUnit.SECONDS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {PATH, "", "/nowhere"})
    void endsAsAWhole(String path) throws Exception {
        CommandProcess command = start(path, TWO);
        ProcessHandle child = childOf(command);

        command.terminate();
        command.ended().get(30, TimeUnit.SECONDS);

        assertThat(ProcessSession.isRunning(child)).isFalse();
        assertThat(command.leader().exitValue())
                .as("that of the command itself")
                .isEqualTo(143);
    }

    @Test
    void leavesTheGroupAndSessionOfTheTerminal() throws Exception {
        CommandProcess command = start(PATH, TWO);
        ProcessHandle child = childOf(command);

        assertThat(ProcessSession.members(command.leader().pid())).contains(child);
    }

    /** What ends by itself without having been asked takes along what it leaves behind. */
    @Test
    void leavesNothingBehindWhenItEndsByItself() throws Exception {
        CommandProcess command = start(PATH, "sh -c 'trap \"\" TERM; sleep 1000 & echo $!'");
        ProcessHandle child = childOf(command);

        command.ended().get(30, TimeUnit.SECONDS);

        assertThat(ProcessSession.isRunning(child)).isFalse();
    }

    private static ProcessHandle childOf(CommandProcess command) throws IOException {
        BufferedReader output =
                new BufferedReader(new InputStreamReader(command.leader().getInputStream(), StandardCharsets.US_ASCII));
        return ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
    }

    private CommandProcess start(String path, String line) throws IOException {
        CommandLine found = CommandLine.detect(path);
        assertThat(found.makesSession()).isEqualTo(path.equals(PATH));
        Process leader = new ProcessBuilder(found.of(line, List.of(), Duration.ofSeconds(30))).start();
        started = new CommandProcess(leader, found.makesSession());
        return started;
    }
}
