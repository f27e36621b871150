/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import io.drover.balancer.dispatch.WorkerLoad;
import io.drover.core.config.AgentMode;
import io.drover.core.config.ClusterConfig;
import io.drover.core.control.WorkerEnvironment;
import io.drover.core.rundir.RunDirectory;
import io.drover.core.scoreboard.Scoreboard;
import io.drover.core.scoreboard.WorkerBlock;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Makes workers: gives each an id, a secret and a block of the scoreboard, and starts its process.
 *
 * <p>Threading: owned by the supervisor thread.
 */
public final class WorkerFactory {
    private static final int TOKEN_BYTES = 16;

    private final WorkerLauncher launcher;
    private final OutputSink output;
    private final Path controlSocket;
    private final Path scoreboardFile;
    private final Scoreboard scoreboard;
    private final BlockPool blocks;
    private final SecureRandom random = new SecureRandom();
    private long lastWorkerId;

    /**
     * Makes a factory.
     *
     * @param config how worker JVMs are started
     * @param output gets what they print
     * @param runDirectory where they join
     * @param scoreboardFile what they publish to
     * @param scoreboard the same, as mapped here
     * @throws IOException when the workers' agent can't be put into the run directory
     */
    public WorkerFactory(
            ClusterConfig config,
            OutputSink output,
            RunDirectory runDirectory,
            Path scoreboardFile,
            Scoreboard scoreboard)
            throws IOException {
        boolean withAgent = config.jvm().agent() != AgentMode.OFF;
        this.launcher = new WorkerLauncher(config, withAgent ? AgentJars.install(runDirectory) : null);
        this.output = output;
        this.controlSocket = runDirectory.controlSocket();
        this.scoreboardFile = scoreboardFile;
        this.scoreboard = scoreboard;
        this.blocks = new BlockPool(scoreboard);
    }

    /**
     * Starts a worker.
     *
     * @param slotIsTaken whether another worker has the slot still
     * @throws IOException when the system can't
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
        Process process = null;
        WorkerHandle worker = null;
        try {
            process = launcher.start(environment, slotIsTaken);
            worker = new WorkerHandle(
                    environment,
                    process,
                    new WorkerOutput(process, slot, output),
                    new WorkerLoad(slot, environment.workerId(), block),
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

    private void abandon(@Nullable Process process, int blockIndex) {
        if (process != null) {
            process.destroyForcibly();
        }
        blocks.release(blockIndex);
    }

    /** The worker is gone and nobody reads its block any more. */
    void release(WorkerHandle worker) {
        blocks.release(worker.block());
    }
}
