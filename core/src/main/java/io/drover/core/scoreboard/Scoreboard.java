/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.scoreboard;

import static io.drover.core.scoreboard.ScoreboardLayout.BLOCK_BYTES;
import static io.drover.core.scoreboard.ScoreboardLayout.BLOCK_BYTES_OFFSET;
import static io.drover.core.scoreboard.ScoreboardLayout.BLOCK_COUNT_OFFSET;
import static io.drover.core.scoreboard.ScoreboardLayout.HEADER_BYTES;
import static io.drover.core.scoreboard.ScoreboardLayout.MAGIC;
import static io.drover.core.scoreboard.ScoreboardLayout.MAGIC_OFFSET;
import static io.drover.core.scoreboard.ScoreboardLayout.VERSION;
import static io.drover.core.scoreboard.ScoreboardLayout.VERSION_OFFSET;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The mapped scoreboard file. The primary creates it, each worker opens it.
 *
 * <p>The file should lie on tmpfs: a store into a page of a disk file can wait for the disk while that page is written
 * back.
 *
 * <p>Threading: safe from any thread.
 */
public final class Scoreboard {
    private final MappedByteBuffer memory;
    private final int blockCount;

    private Scoreboard(MappedByteBuffer memory, int blockCount) {
        memory.order(ByteOrder.nativeOrder());
        this.memory = memory;
        this.blockCount = blockCount;
    }

    /**
     * Creates the file, readable and writable by its owner only, with all words zero.
     *
     * @param file must not exist
     * @param blockCount how many workers can live at one time, at least 1
     * @throws IOException when the file exists or can't be made
     */
    public static Scoreboard create(Path file, int blockCount) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocate(ScoreboardLayout.blockOffset(blockCount));
        try (FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            // Written and not only mapped: on a full file system this fails here, and not as a SIGBUS at some later
            // store.
            while (zeros.hasRemaining()) {
                channel.write(zeros);
            }
            MappedByteBuffer memory = channel.map(MapMode.READ_WRITE, 0, zeros.capacity());
            Scoreboard scoreboard = new Scoreboard(memory, blockCount);
            memory.putLong(VERSION_OFFSET, VERSION);
            memory.putLong(BLOCK_COUNT_OFFSET, blockCount);
            memory.putLong(BLOCK_BYTES_OFFSET, BLOCK_BYTES);
            memory.putLong(MAGIC_OFFSET, MAGIC);
            return scoreboard;
        }
    }

    /**
     * Opens a file that a primary created.
     *
     * @throws IOException when it can't be read or is not a scoreboard of this version
     */
    public static Scoreboard open(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long size = channel.size();
            if (size < HEADER_BYTES) {
                throw new IOException("scoreboard: " + file + " (expected: at least " + HEADER_BYTES + " bytes)");
            }
            MappedByteBuffer memory = channel.map(MapMode.READ_WRITE, 0, size);
            memory.order(ByteOrder.nativeOrder());
            long version = memory.getLong(VERSION_OFFSET);
            long blocks = memory.getLong(BLOCK_COUNT_OFFSET);
            boolean sane = memory.getLong(MAGIC_OFFSET) == MAGIC
                    && version == VERSION
                    && memory.getLong(BLOCK_BYTES_OFFSET) == BLOCK_BYTES
                    && blocks > 0
                    && blocks <= (size - HEADER_BYTES) / BLOCK_BYTES;
            if (!sane) {
                throw new IOException("scoreboard: " + file + " (expected: a scoreboard of version " + VERSION + ")");
            }
            return new Scoreboard(memory, (int) blocks);
        }
    }

    /** Returns how many blocks there are. */
    public int blockCount() {
        return blockCount;
    }

    /**
     * Returns the view of one block.
     *
     * @param block from 0 to {@code blockCount() - 1}
     */
    public WorkerBlock block(int block) {
        if (block < 0 || block >= blockCount) {
            throw new IndexOutOfBoundsException("block: " + block + " (expected: 0 to " + (blockCount - 1) + ")");
        }
        return new WorkerBlock(memory, ScoreboardLayout.blockOffset(block));
    }
}
