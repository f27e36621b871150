/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.handoff;

import io.drover.balancer.dispatch.ConnectionSink;
import io.drover.balancer.dispatch.ConnectionSource;
import io.drover.balancer.dispatch.Descriptors;
import io.drover.balancer.dispatch.WorkerChooser;
import io.drover.balancer.dispatch.WorkerDirectory;
import io.drover.balancer.dispatch.WorkerLoad;
import io.drover.core.scheduling.SchedulingPolicy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Gives each connection of one listener to the worker that the policy chooses, by passing its descriptor.
 *
 * <p>Threading: owned by the acceptor thread.
 */
public final class HandoffSink implements ConnectionSink {
    private final WorkerChooser chooser;
    private final LaneCandidates candidates = new LaneCandidates();
    private final RingOnDemand ring;

    /** Every lane there is, by worker id; and those of them that their worker reads. */
    private final Map<Long, Lane> lanes = new HashMap<>();

    private final Map<Long, Lane> accepting = new HashMap<>();

    /** The lanes of workers in the directory, by slot: all that the data path looks at. */
    private Lane[] inRotation = new Lane[0];

    private WorkerDirectory directory = new WorkerDirectory(List.of());
    private @Nullable ConnectionSource source;

    HandoffSink(SchedulingPolicy policy, RingOnDemand ring) {
        this.chooser = new WorkerChooser(policy);
        this.ring = ring;
    }

    @Override
    public void attach(ConnectionSource source) {
        this.source = source;
    }

    @Override
    public boolean hasWorkers() {
        return inRotation.length > 0;
    }

    @Override
    public boolean hasRoom() {
        return candidates.fill(inRotation) > 0;
    }

    @Override
    public boolean offer(int fd, long clientKey) {
        do {
            int index = chooser.choose(candidates, clientKey);
            if (candidates.lane(index).send(fd)) {
                return true;
            }
            candidates.remove(index);
        } while (candidates.count() > 0);
        return false;
    }

    @Override
    public boolean enqueue(int fd, long clientKey) {
        HandoffRing opened = ring.ask();
        if (opened == null || opened.isFull()) {
            return offer(fd, clientKey);
        }
        opened.add(candidates.lane(chooser.choose(candidates, clientKey)), fd);
        return true;
    }

    @Override
    public void flush() {
        HandoffRing opened = ring.current();
        if (opened != null) {
            opened.flush(this::giveBack);
        }
    }

    @Override
    public void close() {
        ring.close();
    }

    void addLane(Lane lane) {
        Lane replaced = lanes.put(lane.worker().workerId(), lane);
        if (replaced != null) {
            // The worker closed this listener and opened it again.
            accepting.remove(lane.worker().workerId());
            takeBack(replaced);
        }
    }

    void accepting(WorkerLoad worker) {
        Lane lane = lanes.get(worker.workerId());
        if (lane != null) {
            accepting.put(worker.workerId(), lane);
            rotate();
        }
    }

    void publish(WorkerDirectory published) {
        directory = published;
        rotate();
    }

    /** Ends a worker's lane; what it has not read goes to others. */
    void remove(WorkerLoad worker) {
        Lane lane = take(worker);
        if (lane != null) {
            takeBack(lane);
        }
    }

    /** Ends a worker's lane; what it has not read stays for it to read, until it finds the lane at its end. */
    void close(WorkerLoad worker) {
        Lane lane = take(worker);
        if (lane != null) {
            lane.close();
        }
    }

    private @Nullable Lane take(WorkerLoad worker) {
        accepting.remove(worker.workerId());
        Lane lane = lanes.remove(worker.workerId());
        rotate();
        return lane;
    }

    /** Gives a worker a connection; returns false where it can't be, and the connection is still the caller's. */
    boolean hand(WorkerLoad worker, int fd) {
        Lane lane = accepting.get(worker.workerId());
        return lane != null && lane.send(fd);
    }

    /** Gives somebody a connection that its worker serves no longer. */
    void giveBack(int fd) {
        if (source == null) {
            Descriptors.close(fd);
        } else {
            source.giveBack(fd);
        }
    }

    /** Gives a certain worker such a connection, or somebody where that one has no room, or is on its way out. */
    void giveBack(int fd, WorkerLoad to) {
        Lane lane = accepting.get(to.workerId());
        boolean canTake = lane != null && directory.ready().contains(to) && lane.hasRoom();
        if (lane == null || !canTake || !lane.send(fd)) {
            giveBack(fd);
        }
    }

    /** Gives others what a worker has not read; its lane stays, for when it reads again. */
    void relieve(WorkerLoad worker) {
        Lane lane = lanes.get(worker.workerId());
        if (lane != null) {
            empty(lane);
            resume();
        }
    }

    private void takeBack(Lane lane) {
        empty(lane);
        lane.close();
        resume();
    }

    private void empty(Lane lane) {
        for (int fd = lane.takeBack(); fd >= 0; fd = lane.takeBack()) {
            if (source != null) {
                source.giveBack(fd);
            }
        }
    }

    private void rotate() {
        inRotation = directory.ready().stream()
                .map(worker -> accepting.get(worker.workerId()))
                .filter(Objects::nonNull)
                .toArray(Lane[]::new);
        resume();
    }

    private void resume() {
        if (source != null) {
            source.resume();
        }
    }
}
