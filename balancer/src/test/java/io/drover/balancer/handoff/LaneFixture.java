/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.handoff;

import io.drover.balancer.dispatch.Descriptors;
import io.drover.balancer.dispatch.WorkerLoad;
import io.drover.balancer.harness.NativeTransport;
import io.drover.core.scoreboard.Scoreboard;
import io.drover.core.scoreboard.WorkerBlock;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Real lanes to workers that don't exist: what is sent stays in them. */
final class LaneFixture implements AutoCloseable {
    private static final int BLOCKS = 8;

    private final Path folder;
    private final Scoreboard scoreboard;
    private final List<Lane> lanes = new ArrayList<>();

    LaneFixture(Path folder) throws IOException {
        NativeTransport.load();
        this.folder = folder;
        this.scoreboard = Scoreboard.create(folder.resolve("scoreboard"), BLOCKS);
    }

    /** Makes a worker in the given slot, whose id is one above that. */
    WorkerLoad worker(int slot) {
        WorkerBlock block = scoreboard.block(slot);
        block.assign(slot + 1L, slot, 1);
        return new WorkerLoad(slot, slot + 1L, block);
    }

    Lane laneTo(WorkerLoad worker) throws IOException {
        Lane lane = Lane.to(worker, folder);
        lanes.add(lane);
        return lane;
    }

    Lane laneOf(WorkerLoad worker) {
        return lanes.stream()
                .filter(lane -> lane.worker() == worker)
                .findFirst()
                .orElseThrow();
    }

    /** Closes what is in a worker's lane, and returns how many that were. */
    int takeBackAll(WorkerLoad worker) {
        Lane lane = laneOf(worker);
        int count = 0;
        for (int fd = lane.takeBack(); fd >= 0; fd = lane.takeBack()) {
            Descriptors.close(fd);
            count++;
        }
        return count;
    }

    /** Returns how many connections a worker was given and has not taken. */
    static long inFlight(WorkerLoad worker) {
        return worker.block().sent() - worker.block().received();
    }

    /** Returns a descriptor to send: who owns it closes it. */
    static int connection() {
        return Socket.newSocketStream().intValue();
    }

    @Override
    public void close() {
        lanes.forEach(Lane::close);
    }
}
