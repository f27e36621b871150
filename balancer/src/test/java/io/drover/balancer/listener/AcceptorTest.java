/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.dispatch.ConnectionSink;
import io.drover.balancer.dispatch.ConnectionSource;
import io.drover.balancer.dispatch.Descriptors;
import io.drover.balancer.harness.NativeTransport;
import io.drover.balancer.harness.Patience;
import io.drover.core.control.Endpoint;
import io.netty.channel.IoEventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections that are all there before the acceptor is, by a clock that nearly stands still: a flood if ever there is one. */
class AcceptorTest {
    private static final int MANY = 100;
    private static final int LATE = 3;

    private final List<AutoCloseable> open = new ArrayList<>();
    private final AtomicInteger accepted = new AtomicInteger();

    /** How many were accepted whenever the acceptor stepped back. */
    private final List<Integer> acceptedAtStepBack = new ArrayList<>();

    private Runnable onStepBack = () -> {};

    private volatile int largestFlush; // written by the acceptor, read by the test

    /** Of the clock that the acceptor goes by. */
    private long nowNs;

    private final MultiThreadIoEventLoopGroup group;

    AcceptorTest() {
        NativeTransport.load();
        group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    }

    @AfterEach
    void close() throws Exception {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @Test
    void stepsBackOnlyOnceTheQueueIsEmpty() throws Exception {
        Listener listener = tcpListener();

        acceptAll(listener, addressOf(listener), MANY);

        assertThat(acceptedAtStepBack).isNotEmpty().containsOnly(MANY);
    }

    @Test
    void goesOnWithThoseThatCameWhileItSteppedBack() throws Exception {
        Listener listener = tcpListener();
        AtomicInteger acceptedAtOnce = new AtomicInteger();
        onStepBack = () -> connectLate(
                addressOf(listener), TimeUnit.MICROSECONDS.toNanos(100), () -> acceptedAtOnce.set(accepted.get()));

        acceptAll(listener, addressOf(listener), MANY + LATE);

        assertThat(acceptedAtOnce).hasValue(MANY + LATE);
    }

    @Test
    void letsTasksHaveTheirTurnWhereOthersKeepTheProcessorForLong() throws Exception {
        Listener listener = tcpListener();
        AtomicInteger stepBacksBeforeTask = new AtomicInteger();
        onStepBack = () -> connectLate(
                addressOf(listener),
                TimeUnit.MILLISECONDS.toNanos(10),
                () -> stepBacksBeforeTask.set(acceptedAtStepBack.size()));

        acceptAll(listener, addressOf(listener), MANY + LATE);

        assertThat(stepBacksBeforeTask).hasValue(1);
    }

    @Test
    void givesThoseThatAreThereToTheSinkTogether() throws Exception {
        Listener listener = tcpListener();

        acceptAll(listener, addressOf(listener), MANY);

        assertThat(largestFlush).isGreaterThan(MANY / 4);
    }

    /** It can't take them in batches, and would step back after each of them. */
    @Test
    void neverStepsBackFromAUnixSocket(@TempDir Path folder) throws Exception {
        Path path = folder.resolve("socket");
        Listener listener = listener(new Endpoint.Unix(path.toString()));

        acceptAll(listener, UnixDomainSocketAddress.of(path), MANY);

        assertThat(acceptedAtStepBack).isEmpty();
    }

    private Listener tcpListener() throws Exception {
        return listener(new Endpoint.Tcp("127.0.0.1", 0));
    }

    private static SocketAddress addressOf(Listener listener) {
        int port = ((Endpoint.Tcp) listener.endpoint()).port();
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private Listener listener(Endpoint at) throws Exception {
        Listener listener = new ListenerTable(List.of()).open(at, 0, 2 * MANY, 0);
        open.add(listener::close);
        return listener;
    }

    private void acceptAll(Listener listener, SocketAddress address, int count) {
        for (int i = 0; i < MANY; i++) {
            connect(address);
        }
        AcceptPace pace = new AcceptPace(() -> nowNs, this::stepBack, true);
        IoEventLoop loop = group.next();
        Acceptor acceptor = new Acceptor(listener, new CountingSink(), loop, pace, 0);
        loop.submit(acceptor::start).syncUninterruptibly();

        Patience.await("all to be accepted")
                .untilAsserted(() -> assertThat(accepted).hasValue(count));
        // What the acceptor does with the last of them is done before the next task.
        loop.submit(() -> {}).syncUninterruptibly();
    }

    /**
     * Connects one client more while the acceptor has stepped back, the first few times.
     *
     * @param awayNs how long it has stepped back
     * @param task has its turn before the next wake-up
     */
    private void connectLate(SocketAddress address, long awayNs, Runnable task) {
        if (acceptedAtStepBack.size() == 1) {
            group.next().execute(task);
        }
        if (acceptedAtStepBack.size() <= LATE) {
            nowNs += awayNs;
            connect(address);
        }
    }

    private void stepBack() {
        acceptedAtStepBack.add(accepted.get());
        onStepBack.run();
    }

    private void connect(SocketAddress address) {
        try {
            open.add(SocketChannel.open(address));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class CountingSink implements ConnectionSink {
        private int enqueued;

        @Override
        public void attach(ConnectionSource source) {}

        @Override
        public boolean hasWorkers() {
            return true;
        }

        @Override
        public boolean hasRoom() {
            return true;
        }

        @Override
        public boolean offer(int fd, long clientKey) {
            Descriptors.close(fd);
            accepted.incrementAndGet();
            return true;
        }

        @Override
        public boolean enqueue(int fd, long clientKey) {
            Descriptors.close(fd);
            enqueued++;
            return true;
        }

        @Override
        public void flush() {
            accepted.addAndGet(enqueued);
            largestFlush = Math.max(largestFlush, enqueued);
            enqueued = 0;
        }
    }
}
