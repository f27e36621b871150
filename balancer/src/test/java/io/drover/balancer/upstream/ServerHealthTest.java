/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.dispatch.WorkerLoad;
import io.drover.core.config.ClusterConfig.Checks;
import io.drover.core.scoreboard.Scoreboard;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerHealthTest {
    private static final Checks EVERY_SECOND = new Checks(Duration.ofSeconds(1), 2, 3, Duration.ofSeconds(1), 0);

    private final EmbeddedChannel time = new EmbeddedChannel();
    private final List<String> events = new ArrayList<>();
    private final List<Integer> eventsBeforeChange = new ArrayList<>();
    private final List<Server> asked = new ArrayList<>();
    private final Set<Server> broken = new HashSet<>();
    private final ServerHealth health = health(EVERY_SECOND);
    private @Nullable RuntimeException impossible;
    private Server first;
    private Server second;

    @BeforeEach
    void makeServers(@TempDir Path folder) throws IOException {
        time.freezeTime();
        Scoreboard scoreboard = Scoreboard.create(folder.resolve("scoreboard"), 2);
        first = worker(scoreboard, 0);
        second = worker(scoreboard, 1);
    }

    private static Server worker(Scoreboard scoreboard, int slot) {
        WorkerLoad load = new WorkerLoad(slot, slot + 1, scoreboard.block(slot));
        return Server.ofWorker(load, new InetSocketAddress("127.0.0.1", 9000 + slot), 0, 0);
    }

    @Test
    void takesAServerDownAndUpAgain() {
        health.watch(List.of(first, second));
        broken.add(first);

        pass(10);
        assertThat(first.availability().isUp()).isFalse();
        assertThat(second.availability().isUp()).isTrue();
        assertThat(events).containsExactly("slot 0: worker 1 is down, broken");

        broken.clear();
        pass(10);
        assertThat(first.availability().isUp()).isTrue();
        assertThat(events).hasSize(2).last().isEqualTo("slot 0: worker 1 is up again");
        assertThat(eventsBeforeChange).as("what was told when it took effect").containsExactly(0, 1);
    }

    @Test
    void tellsOnceThatNoneIsUp() {
        health.watch(List.of(first, second));
        broken.addAll(List.of(first, second));

        pass(20);

        assertThat(events)
                .filteredOn(event -> event.startsWith("nothing is up"))
                .hasSize(1);
    }

    @Test
    void asksEachOfThemOncePerIntervalOrSo() {
        health.watch(List.of(first, second));

        pass(100);

        assertThat(asked).filteredOn(first::equals).hasSizeBetween(90, 112);
        assertThat(asked).filteredOn(second::equals).hasSizeBetween(90, 112);
    }

    @Test
    void asksNoLongerWhatItIsNotToWatch() {
        health.watch(List.of(first, second));
        pass(5);
        health.watch(List.of(second));
        asked.clear();

        pass(5);

        assertThat(asked).isNotEmpty().doesNotContain(first);
    }

    @Test
    void goesOnWithWhatItWatchesAlready() {
        broken.add(first);
        for (int i = 0; i < 30; i++) {
            health.watch(List.of(first));
            pass(1);
        }

        assertThat(events).contains("slot 0: worker 1 is down, broken");
    }

    @Test
    void goesOnWhereACheckCannotBeMadeAndBlamesNobody() {
        for (RuntimeException failure : List.of(new IllegalStateException("none"), new CompletionException(null))) {
            impossible = failure;
            health.watch(List.of(first));
            pass(10);
            assertThat(first.availability().isUp()).isTrue();

            impossible = null;
            broken.add(first);
            pass(10);
            assertThat(first.availability().isUp()).isFalse();
            broken.clear();
            pass(10);
        }
    }

    @Test
    void asksNobodyWithoutAnInterval() {
        health(new Checks(Duration.ZERO, 2, 3, Duration.ofSeconds(1), 0)).watch(List.of(first));

        pass(100);

        assertThat(asked).isEmpty();
    }

    private ServerHealth health(Checks checks) {
        ServerHealth made = new ServerHealth(
                checks,
                server -> {
                    asked.add(server);
                    if (impossible instanceof CompletionException) {
                        return CompletableFuture.failedFuture(impossible);
                    } else if (impossible != null) {
                        throw impossible;
                    }
                    return CompletableFuture.completedFuture(broken.contains(server) ? "broken" : null);
                },
                time.eventLoop(),
                event -> events.add(event.text()),
                new SplittableRandom(1));
        made.onChange(done -> {
            eventsBeforeChange.add(events.size());
            done.run();
        });
        return made;
    }

    private void pass(int seconds) {
        for (int tenth = 0; tenth < 10 * seconds; tenth++) {
            time.advanceTimeBy(100, TimeUnit.MILLISECONDS);
            time.runScheduledPendingTasks();
        }
    }
}
