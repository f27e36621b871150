/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.image;

import io.drover.balancer.jvm.DiagnosticCommand;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Has a live JVM write its class data into an archive.
 *
 * <p>Threading: that of the command for each recording.
 */
public final class ClassDataRecorder {
    private static final InternalLogger LOG = InternalLoggerFactory.getInstance(ClassDataRecorder.class);

    /** Of a second that it takes mostly: a worker that stands still must not be waited for. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private ClassDataRecorder() {}

    /**
     * Has the archive written.
     *
     * @param pid of the JVM
     * @param archive to be made; it is complete as soon as it is there
     * @return done when it is over, with or without success
     */
    public static CompletableFuture<Void> record(long pid, Path archive) {
        Path unfinished = archive.resolveSibling(archive.getFileName() + "." + pid);
        return DiagnosticCommand.give(pid, "VM.cds dynamic_dump " + unfinished, PATIENCE)
                .handle((answer, failure) -> {
                    finish(unfinished, archive, failure);
                    return null;
                });
    }

    private static void finish(Path unfinished, Path archive, @Nullable Throwable failure) {
        try {
            if (failure == null) {
                Files.move(unfinished, archive, StandardCopyOption.ATOMIC_MOVE);
            } else {
                LOG.debug("class data: {} not written", archive, failure);
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException e) {
            LOG.debug("class data: {} not written", archive, e);
        }
    }
}
