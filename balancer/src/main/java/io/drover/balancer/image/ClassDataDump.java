/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.image;

import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Has a JVM of its own make an archive from the list of classes that a worker has written, while that serves.
 *
 * <p>That JVM runs nothing of the application and no agent: it loads what is on the list, writes it down, and ends. It
 * has the lowest priority, so it takes what time the workers leave, and is the first to go when memory runs out.
 *
 * <p>Threading: begun and cancelled by the supervisor thread; the end of the process is seen by one of the JDK's.
 */
final class ClassDataDump implements ClassDataRecording {
    private static final InternalLogger LOG = InternalLoggerFactory.getInstance(ClassDataDump.class);

    private static final List<String> OUT_OF_THE_WAY =
            List.of("/bin/sh", "-c", "echo 1000 > /proc/$$/oom_score_adj; exec nice -n 19 \"$0\" \"$@\"");

    /** Of some seconds that it takes where a core is free. */
    private static final long PATIENCE_S = 300;

    private final List<String> jvm;
    private final Path list;
    private final Path jar;
    private final Path archive;
    private final Path unfinished;
    private @Nullable Process process; // guarded by this
    private boolean cancelled; // guarded by this

    /**
     * Makes it.
     *
     * @param jvm the java command and those options of the workers on which the layout depends
     * @param list of classes, which the worker goes on to write
     * @param jar what workers run
     * @param archive to be made; it is complete as soon as it is there
     */
    ClassDataDump(List<String> jvm, Path list, Path jar, Path archive) {
        this.jvm = jvm;
        this.list = list;
        this.jar = jar;
        this.archive = archive;
        this.unfinished = list.resolveSibling(list.getFileName() + ".jsa");
    }

    @Override
    public synchronized CompletableFuture<Void> begin(long pid) {
        if (!cancelled) {
            try {
                cutAfterLastLine();
                Process started = start();
                process = started;
                started.onExit()
                        .orTimeout(PATIENCE_S, TimeUnit.SECONDS)
                        .whenComplete((ended, failure) -> finish(started));
            } catch (IOException e) {
                LOG.debug("class data: {} not begun", archive, e);
                removeRemains();
            }
        }
        // The worker has nothing to do with it any more.
        return CompletableFuture.completedFuture(null);
    }

    /** The worker still writes to the file that it has open; what is read has to stay as it is. */
    private void cutAfterLastLine() throws IOException {
        byte[] written = Files.readAllBytes(list);
        int end = written.length;
        while (end > 0 && written[end - 1] != '\n') {
            end--;
        }
        Files.delete(list);
        Files.write(list, Arrays.copyOf(written, end));
    }

    private Process start() throws IOException {
        List<String> command = new ArrayList<>(OUT_OF_THE_WAY);
        command.addAll(jvm);
        command.addAll(List.of("-Xshare:dump", "-XX:SharedClassListFile=" + list));
        command.addAll(List.of("-XX:SharedArchiveFile=" + unfinished, "-cp", jar.toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private synchronized void finish(Process ended) {
        try {
            if (!cancelled && !ended.isAlive() && ended.exitValue() == 0) {
                Files.move(unfinished, archive, StandardCopyOption.ATOMIC_MOVE);
            } else {
                LOG.debug("class data: {} not written", archive);
            }
        } catch (IOException e) {
            LOG.debug("class data: {} not written", archive, e);
        }
        ended.destroyForcibly();
        removeRemains();
    }

    @Override
    public synchronized void cancel() {
        cancelled = true;
        if (process != null) {
            process.destroyForcibly();
        }
        removeRemains();
    }

    private void removeRemains() {
        for (Path file : List.of(list, unfinished)) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                LOG.debug("{}: not removed", file, e);
            }
        }
    }
}
