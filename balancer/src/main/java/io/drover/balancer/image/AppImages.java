/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.image;

import io.drover.core.config.ClusterConfig;
import io.drover.core.rundir.RunDirectory;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the image of each generation. The jar is read once, before the first worker of a generation is started, and
 * every later worker of that generation runs the copy: neither a deployment that is under way nor one that failed gets
 * into a restart, and no worker reads from a file that somebody overwrites.
 *
 * <p>A hard link would not do: {@code cp new.jar app.jar} writes into the same inode. A jar that needs files beside it
 * runs where it is, as its code may look for more than its Class-Path names.
 *
 * <p>Threading: owned by the thread that makes images.
 */
public final class AppImages {
    private static final InternalLogger LOG = InternalLoggerFactory.getInstance(AppImages.class);

    private static final int MAX_IMAGES = 10;
    private static final long MAX_CACHE_BYTES = 1L << 30;

    /** Of the way in which images are made. */
    private static final String VERSION = "1";

    private final Path backend;
    private final RunDirectory runDirectory;
    private final @Nullable ImageCache cache;

    /**
     * Makes it, with nothing copied yet.
     *
     * @param config of the workers' JVM
     * @param backend the jar that is copied
     * @param runDirectory where copies go that are not kept
     */
    public AppImages(ClusterConfig config, Path backend, RunDirectory runDirectory) {
        this.backend = backend;
        this.runDirectory = runDirectory;
        this.cache = ClassDataArchives.isPossible(config) ? openCache() : null;
    }

    private static @Nullable ImageCache openCache() {
        String home = System.getenv("XDG_CACHE_HOME");
        Path parent = home != null && home.startsWith("/")
                ? Path.of(home)
                : Path.of(System.getProperty("user.home")).resolve(".cache");
        if (!parent.isAbsolute()) {
            // The JVM says "?" where the system has no home for the user.
            return null;
        }
        try {
            ImageCache cache = ImageCache.open(parent.resolve("drover"), MAX_IMAGES, MAX_CACHE_BYTES);
            cache.evict();
            return cache;
        } catch (IOException e) {
            LOG.debug("no class data: {}", parent, e);
            return null;
        }
    }

    /**
     * Makes what workers of a generation run, which takes as long as it takes to read the jar.
     *
     * @throws IOException when the jar is missing, incomplete, or no program
     */
    public AppImage make(int generation) throws IOException {
        if (!Files.isReadable(backend)) {
            throw new IOException("backend: " + backend + " (expected: a jar file that can be read)");
        }
        List<Path> neighbours = AppJar.neighbours(backend);
        if (cache != null) {
            try {
                return neighbours.isEmpty() ? cached(cache) : inPlace(cache, neighbours);
            } catch (IOException e) {
                LOG.debug("class data: not for generation {}", generation, e);
            }
        }
        if (!neighbours.isEmpty()) {
            return new AppImage(backend, null, null, false);
        }
        Path copy = runDirectory.app(generation);
        Files.deleteIfExists(copy);
        Files.copy(backend, copy);
        // Once more: the original may have been written to meanwhile.
        AppJar.neighbours(copy);
        return new AppImage(copy, null, null, true);
    }

    private AppImage cached(ImageCache into) throws IOException {
        String file = String.valueOf(backend.getFileName());
        String key = key(file, backend);
        ImageCache.Entry entry = into.entry(key, folder -> {
            Path whole = folder.resolve("whole");
            Files.copy(backend, whole);
            if (!key(file, whole).equals(key)) {
                throw new IOException("backend: " + backend + " is being written to (expected: a complete jar)");
            }
            if (UnpackedSpringBoot.unpack(whole, folder.resolve(file))) {
                Files.delete(whole);
            } else {
                Files.move(whole, folder.resolve(file));
            }
        });
        return new AppImage(entry.folder().resolve(file), entry.folder(), entry.lock(), false);
    }

    private static String key(String file, Path jar) throws IOException {
        return new ContentKey("image " + VERSION).with(file).withContents(jar).name();
    }

    private AppImage inPlace(ImageCache into, List<Path> neighbours) throws IOException {
        if (neighbours.stream().anyMatch(Files::isDirectory)) {
            // Classes in folders are in no archive, and the JVM makes none where there are such on the class path.
            return new AppImage(backend, null, null, false);
        }
        ContentKey key = new ContentKey("in place " + VERSION).withIdentity(backend);
        for (Path neighbour : neighbours) {
            key.withIdentity(neighbour);
        }
        ImageCache.Entry entry = into.entry(key.name(), folder -> {});
        return new AppImage(backend, entry.folder(), entry.lock(), false);
    }

    /** Gives up an image that no slot runs, and none will. */
    public void release(AppImage image) {
        try {
            image.release();
            if (image.isOwn()) {
                Files.deleteIfExists(image.jar());
            }
        } catch (IOException e) {
            LOG.debug("{}: not removed", image.jar(), e);
        }
    }
}
