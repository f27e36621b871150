/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.core.scoreboard.Scoreboard;
import io.drover.core.scoreboard.WorkerBlock;
import io.drover.worker.drain.ConnectionTracker;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The worker's end of a lane, with real descriptors and a real pair of sockets, the primary played by the test. */
@Timeout(30)
class LaneIntakeTest {
    private final MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final ConnectionTracker connections = new ConnectionTracker();

    private WorkerBlock block;
    private Socket sending;
    private Socket listening;
    private LaneIntake intake;

    @BeforeEach
    void connectLane(@TempDir Path directory) throws IOException {
        block = Scoreboard.create(directory.resolve("scoreboard"), 1).block(0);
        Socket.initialize();
        DomainSocketAddress address =
                new DomainSocketAddress(directory.resolve("lane").toFile());
        Socket lane = Socket.newSocketDomain();
        lane.bind(address);
        lane.listen(1);
        sending = Socket.newSocketDomain();
        sending.connect(address);
        int workerEnd = lane.accept(new byte[26]);
        lane.close();
        listening = Socket.newSocketStream();
        listening.bind(new InetSocketAddress("127.0.0.1", 0));
        listening.listen(128);
        intake = new LaneIntake(
                workerEnd, false, loops.next(), loops, new Greeting(), connections, ConnectionCounts.in(block));
    }

    @AfterEach
    void endLoops() throws Exception {
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
        sending.close();
        listening.close();
    }

    @Test
    void servesWhatIsPassedAndCountsItsBeginningAndEnd() throws Exception {
        intake.start().get();
        try (java.net.Socket client = connect()) {
            pass();

            assertThat(client.getInputStream().read()).isEqualTo('!');
            assertThat(block.received()).isEqualTo(1);
            assertThat(block.closed()).isZero();
        }
        await(block::closed, 1);
    }

    @Test
    void countsAConnectionThatItsClientHasResetAlreadyAsClosed() throws Exception {
        for (int i = 0; i < 50; i++) {
            java.net.Socket client = connect();
            client.setSoLinger(true, 0);
            client.close();
            pass();
        }
        long descriptorsBefore = openDescriptors();

        intake.start().get();

        await(block::closed, 50);
        assertThat(block.received()).isEqualTo(50);
        assertThat(openDescriptors()).isLessThanOrEqualTo(descriptorsBefore + 1);
    }

    @Test
    void takesWhatIsInTheLaneBeforeItStops() throws Exception {
        java.net.Socket[] clients = new java.net.Socket[40];
        for (int i = 0; i < clients.length; i++) {
            clients[i] = connect();
            pass();
        }
        intake.start();

        intake.stop().get();

        for (java.net.Socket client : clients) {
            assertThat(client.getInputStream().read()).isEqualTo('!');
            client.close();
        }
        await(block::closed, clients.length);
    }

    @Test
    void endsWhenThePrimaryEndsTheLaneButNotBeforeItIsEmpty() throws Exception {
        try (java.net.Socket client = connect()) {
            pass();
            sending.close();

            intake.start().get();

            assertThat(client.getInputStream().read()).isEqualTo('!');
        }
        intake.stop().get();
        await(block::closed, 1);
    }

    private java.net.Socket connect() throws IOException {
        return new java.net.Socket("127.0.0.1", listening.localAddress().getPort());
    }

    private void pass() throws IOException {
        int fd = -1;
        while (fd < 0) {
            fd = listening.accept(new byte[26]);
        }
        assertThat(sending.sendFd(fd)).isNotNegative();
        new Socket(fd).close();
    }

    private static void await(LongSupplier actual, long expected) {
        while (actual.getAsLong() != expected) {
            Thread.onSpinWait();
        }
    }

    private static long openDescriptors() throws IOException {
        try (var entries = Files.list(Path.of("/proc/self/fd"))) {
            return entries.count();
        }
    }

    @ChannelHandler.Sharable
    private static final class Greeting extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext context) {
            context.writeAndFlush(context.alloc().buffer().writeByte('!'));
        }
    }
}
