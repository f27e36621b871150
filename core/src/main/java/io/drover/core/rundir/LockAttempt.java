/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.rundir;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One try to lock a file that others may delete at the same time.
 *
 * <p>The file can be deleted between its opening and its locking; the lock is then one on a file nobody finds any more.
 * The inode number of the open file tells, which can't be given to another as long as it is open. Java has no fstat(2)
 * to ask for it, and the number at the path may already be that of the next file; {@code /proc/self/fd} has it.
 */
final class LockAttempt implements Closeable {
    private static final Path OPEN_FILES = Path.of("/proc/self/fd");

    private final FileChannel channel;
    private final @Nullable FileLock lock;
    private boolean kept;

    private LockAttempt(FileChannel channel, @Nullable FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Opens the file, makes it where it is missing, and tries to lock it.
     *
     * @throws NoSuchFileException when its directory is gone
     */
    static LockAttempt on(Path file) throws IOException {
        FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            return new LockAttempt(channel, channel.tryLock());
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    boolean isHeldByAnother() {
        return lock == null;
    }

    /**
     * Tells whether the locked file is the one at the path: it is open in this process, which opens no other file of
     * that name.
     */
    boolean isStillAt(Path file) throws IOException {
        Object key = keyOf(file, LinkOption.NOFOLLOW_LINKS);
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(OPEN_FILES)) {
            for (Path descriptor : descriptors) {
                if (isOf(descriptor, key)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Returns the locked file; closed with this attempt unless it is kept. */
    FileChannel file() {
        return channel;
    }

    /** Lets the locked file stay open past this attempt. */
    void keep() {
        kept = true;
    }

    @Override
    public void close() throws IOException {
        if (!kept) {
            channel.close();
        }
    }

    private static boolean isOf(Path descriptor, Object key) {
        try {
            return key.equals(keyOf(descriptor));
        } catch (IOException e) {
            // Another thread has closed it since, so it is not the locked file.
            return false;
        }
    }

    /** Returns device and inode number. */
    private static Object keyOf(Path file, LinkOption... options) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, options).fileKey();
    }
}
