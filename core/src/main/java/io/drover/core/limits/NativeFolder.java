/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.limits;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The folder that native libraries are unpacked into, for nothing but a file can be loaded. Of a file system that is
 * mounted {@code noexec}, as containers mount their temp folder, the system maps no code: mmap(2) EPERM.
 *
 * <p>Threading: safe from any thread.
 */
public final class NativeFolder {
    /** Which options set it for the primary. */
    public static final String PRIMARY_OPTIONS =
            "-Dio.netty.native.workdir=FOLDER or -Djava.io.tmpdir=FOLDER before -jar";

    /** Which options of the primary set it for workers. */
    public static final String WORKER_OPTIONS =
            "--jvm-arg=-Dio.netty.native.workdir=FOLDER or --jvm-arg=-Djava.io.tmpdir=FOLDER";

    /** Where Netty looks for it, in its order. */
    private static final String[] PROPERTIES = {"io.netty.native.workdir", "io.netty.tmpdir", "java.io.tmpdir"};

    /** More than any library of Netty's. */
    private static final int LIBRARY_BYTES = 256 << 10;

    private NativeFolder() {}

    /** Returns Netty's in this process. */
    public static Path path() {
        for (String property : PROPERTIES) {
            String value = System.getProperty(property);
            if (value != null && !value.isEmpty()) {
                return Path.of(value).toAbsolutePath();
            }
        }
        return Path.of("/tmp");
    }

    /**
     * Looks for what keeps a native library from being unpacked into the folder and loaded.
     *
     * @param options with which whoever reads the message sets another
     * @return what to tell them, or null where nothing does
     */
    public static @Nullable String fault(Path folder, String options) {
        String fault = fault(folder);
        return fault == null
                ? null
                : "folder of native libraries: " + folder + ", " + fault
                        + " (expected: one that can be written to, and code be loaded from; set another with " + options
                        + ")";
    }

    private static @Nullable String fault(Path folder) {
        try {
            Path probe = Files.createTempFile(folder, "drover-", ".so");
            try {
                Files.write(probe, new byte[LIBRARY_BYTES]);
                return canBeLoaded(probe) ? null : "mounted noexec";
            } finally {
                Files.delete(probe);
            }
        } catch (NoSuchFileException e) {
            return "which does not exist";
        } catch (AccessDeniedException e) {
            return "which can't be written to";
        } catch (FileSystemException e) {
            return e.getReason();
        } catch (IOException e) {
            return e.getMessage();
        }
    }

    /**
     * Tells whether code may be loaded from where a file of ours is; makes the file executable. Where none can be executed,
     * access(2) says EACCES, to root as well, but for a file that is not executable it says so anyway.
     */
    public static boolean canBeLoaded(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return Files.isExecutable(file);
    }
}
