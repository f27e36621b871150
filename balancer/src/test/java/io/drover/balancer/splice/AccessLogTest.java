/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.harness.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On a disk that is full, and in a folder that is gone. */
@Timeout(60)
class AccessLogTest {
    private static final Path FULL = Path.of("/dev/full");

    private Path folder = Path.of("");
    private Path file = folder;
    private Path link = folder;

    @BeforeEach
    void name(@TempDir Path empty) {
        folder = empty;
        file = folder.resolve("file");
        link = folder.resolve("link");
    }

    @Test
    void losesNothingThatFindsRoomWhileTheDiskIsFull() throws IOException {
        Files.createSymbolicLink(link, FULL);
        try (AccessLog log = AccessLog.open(link)) {
            List.of("first", "second").forEach(log::add);
            Patience.await("it noticed").until(log::isBroken);
            log.add("third");

            pointTo(file);
            log.requestReopen();

            Patience.await("lines").until(() -> Files.exists(file) && Files.size(file) > 0);
        }
        assertThat(Files.readAllLines(file)).containsExactly("first", "second", "third");
    }

    @Test
    void saysHowManyLinesItHasDropped() throws IOException {
        int lines = 100_000;
        Files.createSymbolicLink(link, FULL);
        try (AccessLog log = AccessLog.open(link)) {
            IntStream.range(0, lines).forEach(i -> log.add("line " + i));

            pointTo(file);
            log.requestReopen();
            Patience.await("the count")
                    .until(() -> Files.exists(file) && Files.readString(file).contains("dropped\n"));
        }
        List<String> written = Files.readAllLines(file);
        String count = written.get(written.size() - 1);
        assertThat(count).matches("# \\d+ lines dropped");
        assertThat(written.size() - 1 + Integer.parseInt(count.replaceAll("\\D", "")))
                .isEqualTo(lines);
    }

    /** Every further try is silent, and they are few. */
    @Test
    void goesOnWhereAFileThatCouldNotBeOpenedCanBe() throws IOException {
        Path deep = folder.resolve("folder");
        Files.createDirectory(deep);
        try (AccessLog log = AccessLog.open(deep.resolve("log"))) {
            Files.move(deep, folder.resolve("moved"));
            log.requestReopen();
            Patience.await("it noticed").until(log::isBroken);
            log.add("kept");

            Files.createDirectory(deep);
            Patience.await("the line")
                    .until(() -> Files.exists(deep.resolve("log"))
                            && Files.readAllLines(deep.resolve("log")).contains("kept"));
        }
    }

    private void pointTo(Path target) throws IOException {
        Path next = Files.createSymbolicLink(folder.resolve("next"), target);
        Files.move(next, link, StandardCopyOption.ATOMIC_MOVE);
    }
}
