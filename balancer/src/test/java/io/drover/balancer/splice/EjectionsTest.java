/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.dispatch.WorkerLoad;
import io.drover.balancer.upstream.Server;
import io.drover.core.scoreboard.Scoreboard;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EjectionsTest {
    private final EmbeddedChannel time = new EmbeddedChannel();
    private final List<Long> pauses = new ArrayList<>();
    private final Ejections ejections = ejections(3);
    private Destination destination;

    @BeforeEach
    void makeDestination(@TempDir Path folder) throws IOException {
        time.freezeTime();
        WorkerLoad load = new WorkerLoad(
                0, 1, Scoreboard.create(folder.resolve("scoreboard"), 1).block(0));
        destination = Destination.ofStranger(Server.ofWorker(load, new InetSocketAddress("127.0.0.1", 9), 0, 0));
    }

    private Ejections ejections(int after) {
        return new Ejections(after, time.eventLoop(), (ejected, pause) -> pauses.add(pause.toSeconds()));
    }

    @Test
    void leavesADestinationAloneAfterSoManyFailuresInARow() {
        fail(2);
        assertThat(destination.isUp()).isTrue();

        fail(1);
        assertThat(destination.isUp()).isFalse();
        assertThat(pauses).containsExactly(10L);
    }

    @Test
    void countsAnewAfterASuccess() {
        fail(2);
        ejections.forgive(destination);
        fail(2);

        assertThat(destination.isUp()).isTrue();
        assertThat(pauses).isEmpty();
    }

    @Test
    void letsItTryAgainWhenTheTimeIsOver() {
        fail(3);

        pass(9);
        assertThat(destination.isUp()).isFalse();
        pass(1);
        assertThat(destination.isUp()).isTrue();
        assertThat(pauses).containsExactly(10L, 0L);
    }

    @Test
    void takesLongerEachTimeUpToALimit() {
        for (int time = 1; time <= 40; time++) {
            fail(3);
            pass(300);
        }

        assertThat(pauses)
                .filteredOn(pause -> pause > 0)
                .startsWith(10L, 20L, 30L, 40L)
                .endsWith(300L, 300L);
    }

    @Test
    void endsAtOnceWithASuccessAndForgetsWhatWasBefore() {
        fail(3);
        ejections.forgive(destination);
        assertThat(destination.isUp()).isTrue();

        pass(20);
        fail(3);
        assertThat(pauses).containsExactly(10L, 0L, 10L);
    }

    @Test
    void addsNothingForFailuresMeanwhile() {
        fail(30);

        assertThat(pauses).containsExactly(10L);
    }

    @Test
    void leavesNobodyAloneWhereThatIsSwitchedOff() {
        Ejections off = ejections(0);
        for (int failure = 0; failure < 100; failure++) {
            off.onFailure(destination);
        }

        assertThat(destination.isUp()).isTrue();
        assertThat(destination.faults().exist()).isFalse();
    }

    private void fail(int times) {
        for (int failure = 0; failure < times; failure++) {
            ejections.onFailure(destination);
        }
    }

    private void pass(int seconds) {
        time.advanceTimeBy(seconds, TimeUnit.SECONDS);
        time.runScheduledPendingTasks();
    }
}
