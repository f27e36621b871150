/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageCacheTest {
    private static final String OLDEST = "0".repeat(32);
    private static final String OLD = "1".repeat(32);
    private static final String NEW = "2".repeat(32);
    private static final long PLENTY = 1L << 30;

    private Path parent;

    @BeforeEach
    void useFolder(@TempDir Path folder) {
        parent = folder;
    }

    @Test
    void makesAnImageOnce() throws IOException {
        ImageCache cache = open(10, PLENTY);
        cache.entry(NEW, folder -> Files.writeString(folder.resolve("app.jar"), "first"));

        ImageCache.Entry entry = cache.entry(NEW, folder -> Files.writeString(folder.resolve("app.jar"), "second"));

        assertThat(entry.folder().resolve("app.jar")).hasContent("first");
    }

    @Test
    void leavesNothingOfAnImageThatCouldNotBeMade() throws IOException {
        ImageCache cache = open(10, PLENTY);

        assertThatThrownBy(() -> cache.entry(NEW, folder -> {
                    Files.writeString(folder.resolve("app.jar"), "half");
                    throw new IOException("disk full");
                }))
                .hasMessage("disk full");
        assertThat(contents()).isEmpty();
    }

    @Test
    void evictsTheLongestUnusedBeyondTheCount() throws IOException {
        fill(10, PLENTY);

        open(2, PLENTY).evict();

        assertThat(contents()).containsExactly(OLD, NEW);
    }

    @Test
    void evictsTheLongestUnusedBeyondTheSize() throws IOException {
        fill(10, PLENTY);

        // A folder itself counts with a block or two.
        open(10, 250_000).evict();

        assertThat(contents()).containsExactly(OLD, NEW);
    }

    @Test
    void keepsWhatIsInUse() throws IOException {
        ImageCache cache = fill(10, PLENTY);
        ImageCache.Entry used = cache.entry(OLDEST, folder -> {});
        age(OLDEST, 3000);

        open(2, PLENTY).evict();
        assertThat(contents()).containsExactly(OLDEST, OLD, NEW);

        used.lock().close();
        open(2, PLENTY).evict();
        assertThat(contents()).containsExactly(OLD, NEW);
    }

    @Test
    void removesWhatADeadPrimaryLeftUnfinishedAndNothingElse() throws IOException {
        ImageCache cache = open(10, PLENTY);
        Path abandoned = Files.createDirectory(folder().resolve("tmp-abandoned"));
        Files.setLastModifiedTime(abandoned, FileTime.fromMillis(0));
        Files.createDirectory(folder().resolve("tmp-under-way"));
        Files.createDirectory(folder().resolve("of-somebody-else"));

        cache.evict();

        assertThat(contents()).containsExactly("of-somebody-else", "tmp-under-way");
    }

    @Test
    void refusesAFolderThatOthersCanWriteTo() throws IOException {
        Files.createDirectory(folder());
        Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThatThrownBy(() -> open(10, PLENTY)).hasMessageContaining("expected: a folder of this user");
    }

    private ImageCache fill(int maxCount, long maxBytes) throws IOException {
        ImageCache cache = open(maxCount, maxBytes);
        int age = 3000;
        for (String key : List.of(OLDEST, OLD, NEW)) {
            cache.entry(key, folder -> Files.write(folder.resolve("app.jar"), new byte[100_000]))
                    .lock()
                    .close();
            age(key, age -= 1000);
        }
        return cache;
    }

    private void age(String key, int seconds) throws IOException {
        Files.setLastModifiedTime(folder().resolve(key), FileTime.fromMillis(1_700_000_000_000L - seconds * 1000L));
    }

    private ImageCache open(int maxCount, long maxBytes) throws IOException {
        return ImageCache.open(folder(), maxCount, maxBytes);
    }

    private Path folder() {
        return parent.resolve("drover");
    }

    private List<String> contents() throws IOException {
        try (Stream<Path> all = Files.list(folder())) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
