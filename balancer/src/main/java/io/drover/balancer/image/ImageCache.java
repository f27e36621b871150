/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.image;

import io.drover.core.rundir.RunDirectory;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder in which images stay from one start to the next, shared by all primaries of a user.
 *
 * <pre>
 *   $XDG_CACHE_HOME/drover/            (or ~/.cache/drover), mode 0700
 *     KEY/                             one image, named by its contents; made under another name and renamed
 *       app.jar  lib/                  what workers run; missing for applications that run in place
 *       JVM.jsa                        class data, one for each JDK and its arguments
 *       lock                           share-locked by every primary that uses the image
 *     tmp-UUID/                        one that is being made, or was when its primary died
 * </pre>
 *
 * <p>Threading: owned by the thread that makes images; other processes work on the same folder.
 */
final class ImageCache {
    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");
    private static final Pattern KEY = Pattern.compile("[0-9a-f]{32}");
    private static final String UNFINISHED = "tmp-";
    private static final String LOCK = "lock";
    private static final long ABANDONED_AFTER_S = 3600;

    private final Path folder;
    private final int maxCount;
    private final long maxBytes;

    ImageCache(Path folder, int maxCount, long maxBytes) {
        this.folder = folder;
        this.maxCount = maxCount;
        this.maxBytes = maxBytes;
    }

    /**
     * Opens the cache, and makes its folder.
     *
     * @throws IOException when it can't be made, or others could put something into it
     */
    static ImageCache open(Path folder, int maxCount, long maxBytes) throws IOException {
        Files.createDirectories(folder.resolveSibling(""));
        try {
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(PRIVATE));
        } catch (FileAlreadyExistsException e) {
            boolean isOurs = Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                    && Files.getAttribute(folder, "unix:uid").equals(RunDirectory.currentUid())
                    && Files.getPosixFilePermissions(folder).equals(PRIVATE);
            if (!isOurs) {
                throw new IOException(
                        "class data: " + folder + " (expected: a folder of this user, mode rwx------)", e);
            }
        }
        return new ImageCache(folder, maxCount, maxBytes);
    }

    /** Fills the folder of an image. */
    interface Maker {
        void make(Path folder) throws IOException;
    }

    /**
     * An image that can't be evicted.
     *
     * @param folder of the image
     * @param lock held as long as it is open
     */
    record Entry(Path folder, FileChannel lock) {}

    /** Returns the image of the given key, made where it is missing. */
    Entry entry(String key, Maker maker) throws IOException {
        Path entry = folder.resolve(key);
        for (int attempt = 0; attempt < 100; attempt++) {
            if (!Files.isDirectory(entry)) {
                make(entry, maker);
            }
            FileChannel lock = tryLock(entry, true);
            if (lock != null) {
                Files.setLastModifiedTime(entry, FileTime.from(Instant.now()));
                return new Entry(entry, lock);
            }
            // It is being evicted right now: once more.
        }
        throw new IOException("class data: " + entry + " (expected: one that can be locked)");
    }

    private void make(Path entry, Maker maker) throws IOException {
        Path unfinished = Files.createDirectory(
                folder.resolve(UNFINISHED + UUID.randomUUID()), PosixFilePermissions.asFileAttribute(PRIVATE));
        try {
            maker.make(unfinished);
            Files.createFile(unfinished.resolve(LOCK));
            Files.move(unfinished, entry);
        } catch (FileAlreadyExistsException e) {
            // Another primary was faster, with the same contents.
        } finally {
            removeTree(unfinished);
        }
    }

    /** Returns the open lock file, or null where another process holds the lock, or the image is gone. */
    private static @Nullable FileChannel tryLock(Path entry, boolean shared) throws IOException {
        FileChannel file;
        try {
            file = FileChannel.open(entry.resolve(LOCK), StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (java.nio.file.NoSuchFileException e) {
            return null;
        }
        boolean keep = false;
        try {
            FileLock lock = file.tryLock(0, Long.MAX_VALUE, shared);
            keep = lock != null && Files.exists(entry.resolve(LOCK));
        } catch (OverlappingFileLockException e) {
            // This process uses it already: then it may once more, and may not evict it.
            keep = shared;
        } finally {
            if (!keep) {
                file.close();
            }
        }
        return keep ? file : null;
    }

    /** Removes images that nobody uses, the longest unused first, until the rest is within bounds. */
    void evict() throws IOException {
        List<Path> entries = new ArrayList<>();
        Instant abandonedBefore = Instant.now().minusSeconds(ABANDONED_AFTER_S);
        try (Stream<Path> all = Files.list(folder)) {
            for (Path path : all.toList()) {
                String name = String.valueOf(path.getFileName());
                if (KEY.matcher(name).matches()) {
                    entries.add(path);
                } else if (name.startsWith(UNFINISHED)
                        && lastUse(path).toInstant().isBefore(abandonedBefore)) {
                    removeTree(path);
                }
            }
        }
        entries.sort(Comparator.comparing(ImageCache::lastUse).reversed());
        int count = 0;
        long bytes = 0;
        for (Path entry : entries) {
            count++;
            bytes += sizeBytes(entry);
            if (count > maxCount || bytes > maxBytes) {
                removeUnused(entry);
            }
        }
    }

    private void removeUnused(Path entry) throws IOException {
        try (FileChannel lock = tryLock(entry, false)) {
            if (lock != null) {
                Path doomed = folder.resolve(UNFINISHED + UUID.randomUUID());
                Files.move(entry, doomed);
                removeTree(doomed);
            }
        }
    }

    private static FileTime lastUse(Path entry) {
        try {
            return Files.getLastModifiedTime(entry);
        } catch (IOException e) {
            // Gone meanwhile.
            return FileTime.fromMillis(0);
        }
    }

    private static long sizeBytes(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (java.io.UncheckedIOException e) {
            // Somebody else is removing it.
            return 0;
        }
    }

    private static void removeTree(Path tree) throws IOException {
        if (Files.exists(tree)) {
            try (Stream<Path> files = Files.walk(tree)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
