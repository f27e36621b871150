/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.drover.balancer.dispatch.UpstreamStatus;
import io.drover.core.config.Upstream;
import io.drover.core.scoreboard.Scoreboard;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The time is the test's: an embedded channel's loop runs nothing by itself. */
class UpstreamsTest {
    private final EmbeddedChannel time = new EmbeddedChannel();
    private final List<String> events = new ArrayList<>();
    private final List<List<Server>> served = new ArrayList<>();
    private final ScriptedLookup names = new ScriptedLookup();
    private ServerPool pool;
    private @Nullable Upstreams started;

    @BeforeEach
    void makePool(@TempDir Path folder) throws IOException {
        time.freezeTime();
        pool = new ServerPool(Scoreboard.create(folder.resolve("scoreboard"), 4));
    }

    @Test
    void servesNumericAddressesAndUnixSocketsAtOnce() {
        start(upstream("10.0.0.1", 80, 3), upstream("::1", 81, 1), upstream("/run/app.sock", 0, 1));

        assertThat(addresses()).containsExactly("10.0.0.1:80", "[::1]:81", "unix:/run/app.sock");
        assertThat(last().get(0).weight()).isEqualTo(3);
        assertThat(names.asked).isZero();
    }

    @Test
    void looksANameUpAgainWhenItsRecordsHaveRunOut() {
        names.answer(5, "10.0.0.1");
        start(upstream("app", 80, 1));
        assertThat(addresses()).containsExactly("10.0.0.1:80");

        pass(4);
        assertThat(names.asked).isEqualTo(1);
        pass(1);
        assertThat(names.asked).isEqualTo(2);
    }

    @Test
    void keepsSlotAndServerOfAnAddressThatStays() {
        names.answer(1, "10.0.0.1", "10.0.0.2");
        start(upstream("app", 80, 1));
        Server second = last().get(1);

        names.answer(1, "10.0.0.3", "10.0.0.2");
        pass(1);

        assertThat(addresses()).containsExactly("10.0.0.3:80", "10.0.0.2:80");
        assertThat(last().get(1)).isSameAs(second);
    }

    @Test
    void givesAddressesTheSameSlotsInWhateverOrderTheyCome() {
        names.answer(1, "10.0.0.2", "10.0.0.1");
        start(upstream("app", 80, 1));

        assertThat(addresses()).containsExactly("10.0.0.1:80", "10.0.0.2:80");
    }

    @Test
    void saysNothingWhereNothingHasChanged() {
        names.answer(1, "10.0.0.1", "10.0.0.2");
        start(upstream("app", 80, 1));
        int published = served.size();

        names.answer(1, "10.0.0.2", "10.0.0.1");
        pass(3);

        assertThat(served).hasSize(published);
        assertThat(events).containsExactly("upstream app:80 is at 10.0.0.1, 10.0.0.2");
    }

    @Test
    void keepsTheLastAnswerWhileLookUpsFailAndSaysSoOnce() {
        names.answer(1, "10.0.0.1");
        start(upstream("app", 80, 1));

        names.failure = "no server answers";
        pass(20);
        assertThat(addresses()).containsExactly("10.0.0.1:80");
        assertThat(events).hasSize(2).last().asString().contains("its last addresses stay: no server answers");

        names.answer(1, "10.0.0.1");
        pass(30);
        assertThat(events).hasSize(3).last().asString().isEqualTo("upstream app:80 is at 10.0.0.1");
    }

    @Test
    void triesAgainWhereANameCouldNotBeLookedUpAtTheStart() {
        names.failure = "no such name";
        start(upstream("app", 80, 1), upstream("10.0.0.9", 80, 1));
        assertThat(addresses()).containsExactly("10.0.0.9:80");
        assertThat(events).singleElement().asString().contains("can't be looked up, it gets no connections until");

        names.answer(1, "10.0.0.1");
        pass(1);

        assertThat(addresses()).containsExactly("10.0.0.1:80", "10.0.0.9:80");
    }

    @Test
    void asksLessOftenTheLongerItFails() {
        names.failure = "no such name";
        start(upstream("app", 80, 1));

        pass(600);

        assertThat(names.asked).isBetween(15, 30);
    }

    /** There are four blocks, so each address needs that of one before. */
    @Test
    void releasesTheBlockOfAnAddressThatIsGone() {
        names.answer(1, "10.0.0.1");
        start(upstream("app", 80, 1));

        for (int address = 2; address < 20; address++) {
            names.answer(1, "10.0.0." + address);
            pass(2);
            assertThat(addresses()).containsExactly("10.0.0." + address + ":80");
        }
    }

    @Test
    void keepsTheBlockAsLongAsConnectionsAreOpen() {
        names.answer(1, "10.0.0.1");
        start(upstream("app", 80, 1));
        Server busy = last().get(0);
        busy.load().countSent();

        for (int address = 2; address < 20; address++) {
            names.answer(1, "10.0.0." + address);
            pass(2);
        }
        assertThat(upstreams().status())
                .extracting(UpstreamStatus::address, UpstreamStatus::state, UpstreamStatus::openConnections)
                .containsExactly(tuple("10.0.0.19:80", "up", 0L), tuple("10.0.0.1:80", "leaving", 1L));
        assertThat(busy.load().block().workerId()).isEqualTo(busy.load().workerId());
        assertThat(busy.load().openConnections()).isEqualTo(1);
    }

    @Test
    void takesAnAddressLaterWhereThereIsNoBlockForIt() {
        names.answer(1, "10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4", "10.0.0.5");
        start(upstream("app", 80, 1));
        assertThat(last()).hasSize(4);

        names.answer(1, "10.0.0.2", "10.0.0.3", "10.0.0.4", "10.0.0.5");
        pass(3);

        assertThat(addresses()).containsExactly("10.0.0.5:80", "10.0.0.2:80", "10.0.0.3:80", "10.0.0.4:80");
    }

    private Upstreams upstreams() {
        return Objects.requireNonNull(started);
    }

    private void start(Upstream... upstreams) {
        started = new Upstreams(
                List.of(upstreams), 0, () -> names, pool, time.eventLoop(), event -> events.add(event.text()));
        upstreams().start((servers, done) -> {
            served.add(servers);
            done.run();
        });
    }

    private static Upstream upstream(String host, int port, int weight) {
        return new Upstream(host + ":" + port, host, port, weight, 0);
    }

    private void pass(int seconds) {
        for (int second = 0; second < seconds; second++) {
            time.advanceTimeBy(1, TimeUnit.SECONDS);
            time.runScheduledPendingTasks();
        }
    }

    private List<Server> last() {
        return served.get(served.size() - 1);
    }

    private List<String> addresses() {
        return last().stream().map(Server::shownAddress).toList();
    }

    private static final class ScriptedLookup implements NameLookup {
        private String failure = "";
        private Answer answer = new Answer(List.of(), Duration.ZERO);
        private int asked;

        void answer(int seconds, String... addresses) {
            failure = "";
            answer = new Answer(
                    Arrays.stream(addresses).map(ScriptedLookup::numeric).toList(), Duration.ofSeconds(seconds));
        }

        private static InetAddress numeric(String address) {
            try {
                return InetAddress.getByName(address);
            } catch (UnknownHostException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public CompletionStage<Answer> lookUp(String host) {
            asked++;
            return failure.isEmpty()
                    ? CompletableFuture.completedFuture(answer)
                    : CompletableFuture.failedFuture(new UnknownHostException(failure));
        }

        @Override
        public void close() {
            // It has nothing.
        }
    }
}
