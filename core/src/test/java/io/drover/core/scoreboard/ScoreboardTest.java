/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.scoreboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.core.lifecycle.WorkerState;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreboardTest {
    private final Path file;

    ScoreboardTest(@TempDir Path folder) {
        file = folder.resolve("scoreboard");
    }

    @Test
    void showsTheWorkersWordsToThePrimaryAndBack() throws IOException {
        WorkerBlock primary = Scoreboard.create(file, 3).block(1);
        WorkerBlock worker = Scoreboard.open(file).block(1);

        primary.assign(42, 5, 2);
        primary.sent(1000);
        worker.pid(4711);
        worker.state(WorkerState.READY);
        worker.heartbeat(17);
        worker.addReceived();
        worker.addReceived();
        worker.addClosed();
        worker.loopLagNs(1_500_000);
        worker.heapBytes(3L << 30, 8L << 30);

        assertThat(worker.workerId()).isEqualTo(42);
        assertThat(worker.slot()).isEqualTo(5);
        assertThat(worker.generation()).isEqualTo(2);
        assertThat(worker.sent()).isEqualTo(1000);
        assertThat(primary.pid()).isEqualTo(4711);
        assertThat(primary.state()).isEqualTo(WorkerState.READY);
        assertThat(primary.heartbeat()).isEqualTo(17);
        assertThat(primary.received()).isEqualTo(2);
        assertThat(primary.closed()).isEqualTo(1);
        assertThat(primary.loopLagNs()).isEqualTo(1_500_000);
        assertThat(primary.heapUsedBytes()).isEqualTo(3L << 30);
        assertThat(primary.heapMaxBytes()).isEqualTo(8L << 30);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 256})
    void hasAsManyBlocksAsItWasMadeWith(int count) throws IOException {
        assertThat(Scoreboard.create(file, count).blockCount()).isEqualTo(count);
        assertThat(Scoreboard.open(file).blockCount()).isEqualTo(count);
    }

    @Test
    void beginsWithAllWordsZero() throws IOException {
        Scoreboard.create(file, 2);
        WorkerBlock block = Scoreboard.open(file).block(1);

        assertThat(block.workerId()).isZero();
        assertThat(block.state()).isEqualTo(WorkerState.STARTING);
        assertThat(block.pid()).isZero();
        assertThat(block.closed()).isZero();
    }

    @Test
    void isForItsOwnerOnly() throws IOException {
        Scoreboard.create(file, 1);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void isNotMadeOverAnExistingFile() throws IOException {
        Files.writeString(file, "precious");

        assertThatThrownBy(() -> Scoreboard.create(file, 1)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasContent("precious");
    }

    @Test
    void isNotMadeThroughASymbolicLink() throws IOException {
        Path target = file.resolveSibling("target");
        Files.createSymbolicLink(file, target);

        assertThatThrownBy(() -> Scoreboard.create(file, 1)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(target).doesNotExist();
    }

    @Test
    void isNotOpenedWhereThereIsNone() {
        assertThatThrownBy(() -> Scoreboard.open(file)).isInstanceOf(NoSuchFileException.class);
        assertThat(file).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8, 63})
    void refusesAFileShorterThanItsHeader(int size) throws IOException {
        Files.write(file, new byte[size]);

        assertThatThrownBy(() -> Scoreboard.open(file))
                .isInstanceOf(IOException.class)
                .hasMessage("scoreboard: " + file + " (expected: at least 64 bytes)");
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 576, 4096})
    void refusesGarbage(int size) throws IOException {
        byte[] garbage = new byte[size];
        new Random(size).nextBytes(garbage);
        Files.write(file, garbage);

        assertRefused();
    }

    @Test
    void refusesAFileOfZeros() throws IOException {
        Files.write(file, new byte[4096]);

        assertRefused();
    }

    @Test
    void refusesAFileCutShort() throws IOException {
        Scoreboard.create(file, 4);
        try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
            opened.setLength(64 + 4 * 512 - 1);
        }

        assertRefused();
    }

    /** Word by word: magic, version, count of blocks, bytes of a block. */
    @ParameterizedTest
    @CsvSource({"0, 0", "8, 0", "8, 2", "16, 0", "16, -1", "16, 5", "16, 4294967297", "24, 128", "24, 0"})
    void refusesAHeaderThatIsNotOfThisVersion(int offset, long value) throws IOException {
        Scoreboard.create(file, 4);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer word = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
            channel.write(word.putLong(value).flip(), offset);
        }

        assertRefused();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 3, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void hasNoBlockOutsideItsBounds(int block) throws IOException {
        Scoreboard scoreboard = Scoreboard.create(file, 3);

        assertThatThrownBy(() -> scoreboard.block(block))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("block: " + block + " (expected: 0 to 2)");
    }

    private void assertRefused() {
        assertThatThrownBy(() -> Scoreboard.open(file))
                .isInstanceOf(IOException.class)
                .hasMessage("scoreboard: " + file + " (expected: a scoreboard of version 1)");
    }
}
