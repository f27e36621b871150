/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.dispatch.WorkerLoad;
import io.drover.balancer.upstream.Server;
import io.drover.core.scoreboard.Scoreboard;
import io.drover.core.scoreboard.WorkerBlock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DestinationCountsTest {

    @Test
    void countsWhatIsOpenedAndClosed(@TempDir Path folder) throws IOException {
        WorkerBlock block = block(folder);
        Destination destination = destination(block);
        block.assign(1, 0, 1);
        destination.countChosen();
        destination.onConnected(1);
        destination.onClosed(Termination.NORMAL);

        assertThat(block.sent()).isEqualTo(1).isEqualTo(block.received()).isEqualTo(block.closed());
    }

    /** A slow client outlives its worker, and another worker gets the block. */
    @Test
    void leavesTheBlockOfAnotherWorkerAlone(@TempDir Path folder) throws IOException {
        WorkerBlock block = block(folder);
        Destination destination = destination(block);
        block.assign(1, 0, 1);
        destination.countChosen();
        destination.countChosen();
        block.assign(2, 0, 2);

        destination.onConnected(1);
        destination.onClosed(Termination.SERVER_RESET);
        destination.countFailed();

        assertThat(block.sent()).isEqualTo(0).isEqualTo(block.received()).isEqualTo(block.closed());
    }

    private static WorkerBlock block(Path folder) throws IOException {
        return Scoreboard.create(folder.resolve("scoreboard"), 1).block(0);
    }

    private static Destination destination(WorkerBlock block) {
        WorkerLoad worker = new WorkerLoad(0, 1, block);
        return Destination.ofStranger(Server.ofWorker(worker, new InetSocketAddress("127.0.0.1", 9000), 0, 0));
    }
}
