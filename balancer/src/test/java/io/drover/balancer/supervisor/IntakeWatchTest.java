/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.supervisor.IntakeWatch.Finding;
import io.drover.core.scoreboard.Scoreboard;
import io.drover.core.scoreboard.WorkerBlock;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntakeWatchTest {
    private static final int TICK_MS = 100;
    private static final int TIMEOUT_MS = 500;

    /** How many connections its worker has taken before. */
    private static final int WARM = 7;

    private WorkerBlock block;
    private Pulse pulse;
    private IntakeWatch watch;
    private long beats;

    @BeforeEach
    void aWorkerThatHasTakenAll(@TempDir Path folder) throws IOException {
        block = Scoreboard.create(folder.resolve("scoreboard"), 1).block(0);
        pulse = new Pulse(block);
        watch = new IntakeWatch(block, pulse);
        block.sent(WARM);
        for (int taken = 0; taken < WARM; taken++) {
            block.addReceived();
        }
        look();
    }

    @Test
    void givesAWorkerWhoseHeartBeatsLongerForItsFirstConnection() {
        block.assign(1, 0, 1);
        watch = new IntakeWatch(block, pulse);
        block.sent(1);

        assertThat(beatUntilSomethingIsFound(19)).isEqualTo(Finding.NOTHING_NEW);
        assertThat(beatUntilSomethingIsFound(1)).isEqualTo(Finding.STALLED);
        assertThat(watch.foundAfterMs()).isEqualTo(4 * TIMEOUT_MS);
    }

    @Test
    void givesAProcessThatStandsStillNoLongerForItsFirst() {
        block.assign(1, 0, 1);
        watch = new IntakeWatch(block, pulse);
        block.sent(1);

        assertThat(lookUntilSomethingIsFound(5)).isEqualTo(Finding.STALLED);
        assertThat(watch.foundAfterMs()).isEqualTo(TIMEOUT_MS);
    }

    @Test
    void findsNothingInAWorkerThatIsGivenNothing() {
        for (int tick = 0; tick < 100; tick++) {
            assertThat(look()).isEqualTo(Finding.NOTHING_NEW);
        }
    }

    @Test
    void findsNothingInAWorkerThatTakesSlowly() {
        block.sent(WARM + 100);
        for (int tick = 0; tick < 50; tick++) {
            if (tick % 4 == 0) {
                block.addReceived();
            }
            assertThat(look()).isEqualTo(Finding.NOTHING_NEW);
        }
    }

    @Test
    void isOverWithTheFirstHeartbeatOfAProcessThatStoodStill() {
        block.sent(WARM + 1);
        assertThat(lookUntilSomethingIsFound(10)).isEqualTo(Finding.STALLED);
        for (int tick = 0; tick < 100; tick++) {
            assertThat(look()).isEqualTo(Finding.NOTHING_NEW);
        }

        block.heartbeat(++beats);

        assertThat(look()).isEqualTo(Finding.RECOVERED);
        assertThat(watch.isStalled()).isFalse();
    }

    @Test
    void knowsAProcessThatStandsStillByALastHeartbeatThatIsYoungerThanItsConnections() {
        block.sent(WARM + 1);
        block.heartbeat(++beats);
        assertThat(lookUntilSomethingIsFound(10)).isEqualTo(Finding.STALLED);
        assertThat(lookUntilSomethingIsFound(100)).isEqualTo(Finding.NOTHING_NEW);

        block.heartbeat(++beats);

        assertThat(look()).isEqualTo(Finding.RECOVERED);
    }

    @Test
    void takesALaterPauseOfTheProcessForNoSignThatTheApplicationTakesAgain() {
        block.sent(WARM + 1);
        assertThat(beatUntilSomethingIsFound(10)).isEqualTo(Finding.STALLED);
        assertThat(beatUntilSomethingIsFound(2)).isEqualTo(Finding.NOTHING_NEW);
        assertThat(lookUntilSomethingIsFound(7)).isEqualTo(Finding.NOTHING_NEW);

        assertThat(beatUntilSomethingIsFound(10)).isEqualTo(Finding.TRY);
    }

    @Test
    void triesAgainAsSoonAsAtFirstAfterARecovery() {
        block.sent(WARM + 1);
        assertThat(beatUntilSomethingIsFound(10)).isEqualTo(Finding.STALLED);
        assertThat(beatUntilSomethingIsFound(10)).isEqualTo(Finding.TRY);
        assertThat(beatUntilSomethingIsFound(10)).isEqualTo(Finding.STALLED);
        block.addReceived();
        assertThat(beatUntilSomethingIsFound(1)).isEqualTo(Finding.RECOVERED);

        block.sent(WARM + 2);

        assertThat(beatUntilSomethingIsFound(10)).isEqualTo(Finding.STALLED);
        assertThat(beatUntilSomethingIsFound(10)).isEqualTo(Finding.TRY);
    }

    @Test
    void isOverWhenAWorkerThatWasSlowTakesWhatWaited() {
        block.sent(WARM + 1);
        assertThat(beatUntilSomethingIsFound(10)).isEqualTo(Finding.STALLED);

        block.addReceived();

        assertThat(beatUntilSomethingIsFound(1)).isEqualTo(Finding.RECOVERED);
        assertThat(beatUntilSomethingIsFound(100)).isEqualTo(Finding.NOTHING_NEW);
    }

    @Test
    void triesAWorkerWhoseHeartBeatsLaterEachTime() {
        block.sent(WARM + 1);
        assertThat(beatUntilSomethingIsFound(10)).isEqualTo(Finding.STALLED);
        assertThat(beatUntilSomethingIsFound(10)).isEqualTo(Finding.TRY);
        assertThat(beatUntilSomethingIsFound(10)).isEqualTo(Finding.STALLED);
        assertThat(beatUntilSomethingIsFound(19)).isEqualTo(Finding.NOTHING_NEW);
        assertThat(beatUntilSomethingIsFound(5)).isEqualTo(Finding.TRY);

        block.addReceived();

        assertThat(beatUntilSomethingIsFound(5)).isEqualTo(Finding.PROVEN);
    }

    private Finding beatUntilSomethingIsFound(int ticks) {
        for (int tick = 0; tick < ticks; tick++) {
            block.heartbeat(++beats);
            Finding found = look();
            if (found != Finding.NOTHING_NEW) {
                return found;
            }
        }
        return Finding.NOTHING_NEW;
    }

    private Finding lookUntilSomethingIsFound(int ticks) {
        for (int tick = 0; tick < ticks; tick++) {
            Finding found = look();
            if (found != Finding.NOTHING_NEW) {
                return found;
            }
        }
        return Finding.NOTHING_NEW;
    }

    private Finding look() {
        pulse.look(TICK_MS);
        return watch.look(TICK_MS, TIMEOUT_MS);
    }
}
