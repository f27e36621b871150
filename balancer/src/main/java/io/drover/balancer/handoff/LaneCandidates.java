/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.handoff;

import io.drover.balancer.dispatch.WorkerLoad;
import io.drover.core.scheduling.Candidates;

/**
 * The lanes that have room, in ascending order of slot. One object for all connections, filled anew for each.
 *
 * <p>Threading: owned by the acceptor thread.
 */
final class LaneCandidates implements Candidates {
    private Lane[] lanes = new Lane[0];

    /** Their workers, for policies that ask all of them: one reference less to follow for each. */
    private WorkerLoad[] workers = new WorkerLoad[0];

    private int count;

    /** Takes those of the given lanes that have room, and returns how many they are. */
    int fill(Lane[] all) {
        if (lanes.length != all.length) {
            lanes = new Lane[all.length];
            workers = new WorkerLoad[all.length];
        }
        int room = 0;
        for (Lane lane : all) {
            if (lane.hasRoom()) {
                // Nearly always it stands there from the last time, and storing a reference costs more than looking.
                if (lanes[room] != lane) {
                    lanes[room] = lane;
                    workers[room] = lane.worker();
                }
                room++;
            }
        }
        count = room;
        return room;
    }

    Lane lane(int index) {
        return lanes[index];
    }

    void remove(int index) {
        count--;
        System.arraycopy(lanes, index + 1, lanes, index, count - index);
        System.arraycopy(workers, index + 1, workers, index, count - index);
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public int slot(int index) {
        return workers[index].slot();
    }

    @Override
    public long openConnections(int index) {
        return workers[index].weightedConnections();
    }
}
