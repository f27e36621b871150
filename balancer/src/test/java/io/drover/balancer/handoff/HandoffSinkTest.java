/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.dispatch.ConnectionSource;
import io.drover.balancer.dispatch.Descriptors;
import io.drover.balancer.dispatch.WorkerDirectory;
import io.drover.balancer.dispatch.WorkerLoad;
import io.drover.balancer.harness.Patience;
import io.drover.balancer.harness.Rings;
import io.drover.core.scheduling.RoundRobin;
import io.drover.core.scheduling.SchedulingPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandoffSinkTest {
    private LaneFixture lanes;
    private WorkerLoad first;
    private WorkerLoad second;
    private final List<Integer> givenBack = new ArrayList<>();
    private IntConsumer onGiveBack = givenBack::add;
    private final RingOnDemand ring = new RingOnDemand(1);

    @BeforeEach
    void makeWorkers(@TempDir Path folder) throws IOException {
        lanes = new LaneFixture(folder);
        first = lanes.worker(0);
        second = lanes.worker(1);
    }

    @AfterEach
    void close() {
        givenBack.forEach(Descriptors::close);
        ring.close();
        lanes.close();
    }

    @Test
    void givesConnectionsToThoseInTheDirectoryThatAccept() throws IOException {
        HandoffSink sink = sinkWith(new RoundRobin());
        assertThat(sink.hasRoom()).as("nobody in the directory").isFalse();

        sink.publish(new WorkerDirectory(List.of(first, second)));
        assertThat(sink.hasRoom()).as("nobody accepts").isFalse();

        sink.accepting(second);
        offer(sink, 2);
        sink.accepting(first);
        offer(sink, 2);

        assertThat(first.openConnections()).isEqualTo(1);
        assertThat(second.openConnections()).isEqualTo(3);
    }

    @Test
    void givesAConnectionBackToTheOneItIsMeantFor() throws IOException {
        HandoffSink sink = inRotation(new RoundRobin());

        for (int i = 0; i < 3; i++) {
            sink.giveBack(LaneFixture.connection(), second);
        }

        assertThat(second.openConnections()).isEqualTo(3);
        assertThat(givenBack).isEmpty();
    }

    @Test
    void givesItToAnybodyWhereThatOneIsOnItsWayOutOrHasNoRoom() throws IOException {
        HandoffSink sink = inRotation(new RoundRobin());
        for (int i = 0; i < WorkerLoad.FULL_WINDOW; i++) {
            sink.giveBack(LaneFixture.connection(), first);
        }
        sink.giveBack(LaneFixture.connection(), first);
        assertThat(givenBack).as("no room").hasSize(1);

        sink.publish(new WorkerDirectory(List.of(first)));
        sink.giveBack(LaneFixture.connection(), second);
        assertThat(givenBack).as("on its way out").hasSize(2);
        assertThat(second.openConnections()).isZero();
    }

    @Test
    void usesTheFirstCandidateWhereThePolicyThrows() throws IOException {
        HandoffSink sink = inRotation((candidates, clientKey) -> {
            throw new IllegalStateException("broken on purpose");
        });

        offer(sink, 3);

        assertThat(first.openConnections()).isEqualTo(3);
        assertThat(second.openConnections()).isZero();
    }

    @Test
    void usesTheFirstCandidateWhereThePolicyChoosesNoneOfThem() throws IOException {
        offer(inRotation((candidates, clientKey) -> candidates.count()), 1);
        assertThat(first.openConnections()).isEqualTo(1);

        offer(inRotation((candidates, clientKey) -> -1), 1);
        assertThat(first.openConnections()).isEqualTo(2);
        assertThat(second.openConnections()).isZero();
    }

    @Test
    void passesByAWorkerWhoseWindowIsFullAndStopsWhenAllAre() throws IOException {
        HandoffSink sink = inRotation((candidates, clientKey) -> 0);

        offer(sink, WorkerLoad.FULL_WINDOW + 1);
        assertThat(LaneFixture.inFlight(first)).isEqualTo(WorkerLoad.FULL_WINDOW);
        assertThat(LaneFixture.inFlight(second)).isEqualTo(1);

        offer(sink, WorkerLoad.FULL_WINDOW - 1);
        assertThat(sink.hasRoom()).isFalse();

        first.block().addReceived();
        assertThat(sink.hasRoom()).as("as soon as one is taken").isTrue();
    }

    @Test
    void givesBackWhatAWorkerHasNotTaken() throws IOException {
        HandoffSink sink = inRotation(new RoundRobin());
        offer(sink, 6);

        sink.remove(first);

        assertThat(givenBack).hasSize(3);
        assertThat(first.openConnections()).as("no longer its own").isZero();
        offer(sink, 1);
        assertThat(second.openConnections()).isEqualTo(4);
    }

    @Test
    void leavesToAWorkerWhatItHasNotTakenWhenThereIsNobodyElse() throws IOException {
        HandoffSink sink = inRotation(new RoundRobin());
        offer(sink, 4);

        sink.close(first);

        assertThat(givenBack).isEmpty();
        assertThat(first.openConnections()).isEqualTo(2);
    }

    @Test
    void startsAnewWithAWorkerThatListensOnceMore() throws IOException {
        HandoffSink sink = inRotation((candidates, clientKey) -> 0);
        offer(sink, 2);

        sink.addLane(lanes.laneTo(first));

        assertThat(givenBack).as("of the lane before").hasSize(2);
        sink.publish(new WorkerDirectory(List.of(first)));
        assertThat(sink.hasRoom()).as("until it accepts on the new one").isFalse();
        sink.accepting(first);
        assertThat(sink.hasRoom()).isTrue();
    }

    @Test
    void givesBackWhatCouldNotBeSentTogether() throws IOException {
        HandoffSink sink = inRotation(new RoundRobin());
        awaitRing();
        int stuck = fillLaneOf(first);

        enqueue(sink, 6);
        sink.flush();

        assertThat(givenBack).hasSize(3).allSatisfy(fd -> assertThat(Path.of("/proc/self/fd/" + fd))
                .as("still open")
                .exists());
        assertThat(first.block().sent()).isEqualTo(stuck);
        assertThat(second.openConnections()).isEqualTo(3);
    }

    @Test
    void offersToOthersAtOnceWhatCouldNotBeSentTogether() throws IOException {
        HandoffSink sink = inRotation(new RoundRobin());
        awaitRing();
        int stuck = fillLaneOf(first);
        onGiveBack = fd -> {
            assertThat(sink.hasRoom()).isTrue();
            assertThat(sink.offer(fd, 0)).isTrue();
        };

        enqueue(sink, 6);
        sink.flush();

        assertThat(first.block().sent()).isEqualTo(stuck);
        assertThat(second.openConnections()).isEqualTo(6);
    }

    @Test
    void sendsTogetherWhatIsEnqueued() throws IOException {
        HandoffSink sink = inRotation(new RoundRobin());
        awaitRing();

        enqueue(sink, 5);
        assertThat(lanes.takeBackAll(first)).as("before the flush").isZero();
        sink.flush();

        assertThat(lanes.takeBackAll(first)).isEqualTo(3);
        assertThat(lanes.takeBackAll(second)).isEqualTo(2);
        assertThat(givenBack).isEmpty();
    }

    private void awaitRing() {
        Rings.assumeAvailable();
        Patience.await("a ring").pollInSameThread().until(() -> ring.ask() != null);
    }

    /** Its worker has room by the books, but the kernel has none. Returns how many connections are in the lane. */
    private int fillLaneOf(WorkerLoad worker) {
        Lane lane = lanes.laneOf(worker);
        int fd = LaneFixture.connection();
        int sent = 0;
        while (lane.send(fd)) {
            worker.block().addReceived();
            fd = LaneFixture.connection();
            sent++;
        }
        Descriptors.close(fd);
        return sent;
    }

    private static void enqueue(HandoffSink sink, int count) {
        for (int i = 0; i < count; i++) {
            assertThat(sink.hasRoom()).isTrue();
            assertThat(sink.enqueue(LaneFixture.connection(), i)).isTrue();
        }
    }

    private HandoffSink inRotation(SchedulingPolicy policy) throws IOException {
        HandoffSink sink = sinkWith(policy);
        sink.accepting(first);
        sink.accepting(second);
        sink.publish(new WorkerDirectory(List.of(second, first)));
        return sink;
    }

    private HandoffSink sinkWith(SchedulingPolicy policy) throws IOException {
        HandoffSink sink = new HandoffSink(policy, ring);
        sink.attach(new ConnectionSource() {
            @Override
            public void giveBack(int fd) {
                onGiveBack.accept(fd);
            }

            @Override
            public void resume() {
                // Nothing is accepted here.
            }
        });
        sink.addLane(lanes.laneTo(first));
        sink.addLane(lanes.laneTo(second));
        return sink;
    }

    private static void offer(HandoffSink sink, int count) {
        for (int i = 0; i < count; i++) {
            assertThat(sink.hasRoom()).isTrue();
            assertThat(sink.offer(LaneFixture.connection(), i)).isTrue();
        }
    }
}
