/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.harness.NameServer;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DnsLookupTest {
    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private NameServer names = new NameServer(7);
    private DnsLookup lookup = lookup();

    private DnsLookup lookup() {
        EventLoop loop = group.next();
        return new DnsLookup(loop, new InetSocketAddress("127.0.0.1", names.port()));
    }

    @BeforeEach
    void haveAnAnswer() {
        names.answer(2, 3);
    }

    @AfterEach
    void close() {
        lookup.close();
        names.close();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    @Test
    void findsEveryAddressAndHowLongItIsValid() throws Exception {
        NameLookup.Answer answer = ask("app.test");

        assertThat(answer.addresses())
                .extracting(InetAddress::getHostAddress)
                .containsExactlyInAnyOrder("127.0.0.2", "127.0.0.3");
        assertThat(answer.validFor()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void asksAnewEachTime() throws Exception {
        ask("app.test");
        names.answer(4);

        assertThat(ask("app.test").addresses())
                .extracting(InetAddress::getHostAddress)
                .containsExactly("127.0.0.4");
    }

    @Test
    void readsTheHostsFileFirst() throws Exception {
        assertThat(ask("localhost").addresses()).allMatch(InetAddress::isLoopbackAddress);
        assertThat(names.questions()).isZero();
    }

    @Test
    void waitsASecondAtLeast() throws Exception {
        lookup.close();
        names.close();
        names = new NameServer(0);
        names.answer(2);
        lookup = lookup();

        assertThat(ask("app.test").validFor()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void failsWhereThereIsNoSuchName() {
        names.answer();

        assertThat(CompletableFuture.supplyAsync(() -> failureOf("app.test")).join())
                .hasCauseInstanceOf(java.net.UnknownHostException.class);
    }

    private Throwable failureOf(String name) {
        try {
            throw new AssertionError("found: " + ask(name));
        } catch (ExecutionException e) {
            return e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private NameLookup.Answer ask(String name) throws Exception {
        CompletableFuture<NameLookup.Answer> answer = new CompletableFuture<>();
        group.next().execute(() -> lookup.lookUp(name).whenComplete((found, failure) -> {
            if (failure == null) {
                answer.complete(found);
            } else {
                answer.completeExceptionally(failure);
            }
        }));
        return answer.get(20, TimeUnit.SECONDS);
    }
}
