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
 * Has the worker's own JVM write its class data into an archive. It stands still meanwhile, so it must not have
 * connections yet.
 *
 * <p>Threading: begun by the supervisor thread, ended by that of the command.
 *
 * @param archive to be made; it is complete as soon as it is there
 */
record LiveClassDataDump(Path archive) implements ClassDataRecording {
    private static final InternalLogger LOG = InternalLoggerFactory.getInstance(LiveClassDataDump.class);

    /** Of a second that it takes mostly: a worker that stands still must not be waited for. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Override
    public CompletableFuture<Void> begin(long pid) {
        Path unfinished = archive.resolveSibling(archive.getFileName() + "." + pid);
        return DiagnosticCommand.give(pid, "VM.cds dynamic_dump " + unfinished, PATIENCE)
                .handle((answer, failure) -> {
                    finish(unfinished, failure);
                    return null;
                });
    }

    private void finish(Path unfinished, @Nullable Throwable failure) {
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

    @Override
    public void cancel() {
        // It ends with the worker, or when its time is up.
    }
}
