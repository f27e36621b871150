/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import io.drover.balancer.dispatch.BlockPool;
import io.drover.balancer.dispatch.WorkerLoad;
import io.drover.balancer.image.ClassDataRecording;
import io.drover.balancer.jvm.DiagnosticCommand;
import io.drover.core.config.ClusterConfig;
import io.drover.core.control.WorkerEnvironment;
import io.drover.core.rundir.RunDirectory;
import io.drover.core.scoreboard.Scoreboard;
import io.drover.core.scoreboard.WorkerBlock;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Makes workers: gives each an id, a secret and a block of the scoreboard, and starts its process.
 *
 * <p>Threading: owned by the supervisor thread.
 */
public final class WorkerFactory {
    private static final int TOKEN_BYTES = 16;

    private final WorkerProcesses processes;
    private final OutputSink output;
    private final Path controlSocket;
    private final Path scoreboardFile;
    private final Scoreboard scoreboard;
    private final BlockPool blocks;
    private final SecureRandom random = new SecureRandom();
    private final Map<Long, ClassDataRecording> toRecord = new HashMap<>();
    private final List<ClassDataRecording> recordings = new ArrayList<>();
    private long lastWorkerId;

    /**
     * Makes a factory.
     *
     * @param config how worker JVMs are started
     * @param output gets what they print
     * @param runDirectory where they join
     * @param scoreboardFile what they publish to
     * @param scoreboard the same, as mapped here
     * @param thread for what takes long; shut down by {@link #close}
     * @throws IOException when the workers' agent can't be put into the run directory
     */
    public WorkerFactory(
            ClusterConfig config,
            OutputSink output,
            RunDirectory runDirectory,
            Path scoreboardFile,
            Scoreboard scoreboard,
            ExecutorService thread)
            throws IOException {
        this.processes = WorkerProcesses.of(config, runDirectory, thread);
        this.output = output;
        this.controlSocket = runDirectory.controlSocket();
        this.scoreboardFile = scoreboardFile;
        this.scoreboard = scoreboard;
        this.blocks = new BlockPool(scoreboard);
    }

    /**
     * Starts a worker of a generation that is prepared.
     *
     * @param slotIsTaken whether another worker has the slot still
     * @throws IOException when the system can't, or there is nothing it could run
     */
    WorkerHandle start(int slot, boolean slotIsTaken, int generation, long nowNs) throws IOException {
        byte[] token = new byte[TOKEN_BYTES];
        random.nextBytes(token);
        int blockIndex = blocks.take();
        WorkerEnvironment environment = new WorkerEnvironment(
                controlSocket,
                HexFormat.of().formatHex(token),
                ++lastWorkerId,
                slot,
                generation,
                scoreboardFile,
                blockIndex);
        WorkerBlock block = scoreboard.block(blockIndex);
        block.assign(environment.workerId(), slot, generation);
        WorkerProcess process = null;
        WorkerHandle worker = null;
        try {
            WorkerProcesses.Started started = processes.start(environment, slotIsTaken);
            process = started.process();
            block.pid(process.leader().pid());
            WorkerLoad load = new WorkerLoad(slot, environment.workerId(), block);
            Process leader = process.leader();
            process.leaderEnded().thenRun(() -> load.ended(leader.exitValue()));
            if (started.classData() != null) {
                toRecord.put(environment.workerId(), started.classData());
            }
            worker = new WorkerHandle(
                    environment,
                    process,
                    started.port(),
                    new WorkerOutput(process.leader(), slot, output),
                    load,
                    nowNs);
            return worker;
        } catch (OutOfMemoryError e) {
            // The system has no thread left for its output.
            throw new IOException(e.getMessage(), e);
        } finally {
            if (worker == null) {
                abandon(process, blockIndex);
            }
        }
    }

    private void abandon(@Nullable WorkerProcess process, int blockIndex) {
        if (process != null) {
            process.kill();
        }
        blocks.release(blockIndex);
    }

    /**
     * Has the class data of a worker that is ready recorded, if it is the one for that. It may stand still meanwhile, so
     * it must not have connections yet.
     *
     * @param done told on another thread when it can have them
     * @return whether there is anything to wait for
     */
    boolean recordClassData(WorkerHandle worker, Runnable done) {
        ClassDataRecording recording = toRecord.remove(worker.workerId());
        if (recording == null) {
            return false;
        }
        recordings.add(recording);
        CompletableFuture<Void> recorded = recording.begin(worker.name().pid());
        if (recorded.isDone()) {
            return false;
        }
        recorded.thenRun(done);
        return true;
    }

    /**
     * Tells whether workers of a generation can be started, and has it prepared where they can't yet.
     *
     * @param done told on another thread when they can, where this was the first to ask
     */
    boolean prepare(int generation, Runnable done) {
        return processes.prepare(generation, done);
    }

    /** No worker is started any more; done when nothing is left to do. */
    CompletableFuture<Void> close() {
        recordings.forEach(ClassDataRecording::cancel);
        recordings.clear();
        return processes.close();
    }

    /** Gives up what the workers of all other generations have run. */
    void retainGenerations(Set<Integer> generations) {
        processes.retainGenerations(generations);
    }

    /** The worker is gone and nobody reads its block any more. */
    void release(WorkerHandle worker) {
        ClassDataRecording never = toRecord.remove(worker.workerId());
        if (never != null) {
            never.cancel();
        }
        DiagnosticCommand.forget(worker.name().pid());
        blocks.release(worker.block());
    }
}
