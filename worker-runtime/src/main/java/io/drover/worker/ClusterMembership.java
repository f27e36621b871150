/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker;

import io.drover.core.control.ControlMessage;
import io.drover.core.control.ControlMessage.Accepting;
import io.drover.core.control.ControlMessage.Drained;
import io.drover.core.control.ControlMessage.Leaving;
import io.drover.core.control.ControlMessage.ListenFailed;
import io.drover.core.control.ControlMessage.Listening;
import io.drover.core.control.ControlMessage.Ready;
import io.drover.core.control.ControlMessage.Sharing;
import io.drover.core.control.Endpoint;
import io.drover.core.control.WorkerEnvironment;
import io.drover.core.lifecycle.WorkerState;
import io.drover.core.limits.NativeFolder;
import io.drover.core.scoreboard.Scoreboard;
import io.drover.core.scoreboard.WorkerBlock;
import io.drover.worker.control.ControlClient;
import io.drover.worker.control.ListenIndexes;
import io.drover.worker.control.PrimaryEvents;
import io.drover.worker.control.PrimaryLoss;
import io.drover.worker.drain.ConnectionTracker;
import io.drover.worker.drain.Drain;
import io.drover.worker.drain.Stoppable;
import io.drover.worker.intake.ConnectionCounts;
import io.drover.worker.intake.DirectListener;
import io.drover.worker.intake.LaneIntake;
import io.drover.worker.scoreboard.Heartbeat;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * As a worker of a cluster: ports are asked for at the primary, connections come through lanes, and the primary says
 * when it is over.
 *
 * <p>Threading: safe from any thread.
 */
final class ClusterMembership implements Membership, PrimaryEvents {
    /** Netty's own default, and more than most servers ask for; the kernel caps it at net.core.somaxconn. */
    private static final int BACKLOG = 4096;

    private static final int LEAVE_ANSWER_TIMEOUT_MS = 2_000;

    private final WorkerEnvironment environment;
    private final MultiThreadIoEventLoopGroup eventLoops;
    private final MultiThreadIoEventLoopGroup controlGroup;
    private final WorkerBlock block;
    private final ConnectionTracker connections = new ConnectionTracker();
    private final ConnectionCounts counts;
    private final Drain drain;
    private final ListenIndexes listenIndexes = new ListenIndexes();
    private final HandBack handBack = new HandBack();
    private final AtomicBoolean readySent = new AtomicBoolean();
    private final ControlClient control;

    private ClusterMembership(WorkerEnvironment environment, MultiThreadIoEventLoopGroup eventLoops, WorkerBlock block)
            throws IOException {
        this.environment = environment;
        this.eventLoops = eventLoops;
        this.block = block;
        this.counts = ConnectionCounts.in(block);
        this.drain = new Drain(connections, WorkerThreads::drain);
        drain.onEnd(this::drained);
        this.controlGroup = WorkerThreads.control();
        try {
            this.control = ControlClient.join(environment, controlGroup.next(), this);
        } catch (IOException e) {
            controlGroup.shutdownGracefully();
            throw e;
        }
    }

    static ClusterMembership join(WorkerEnvironment environment, MultiThreadIoEventLoopGroup eventLoops) {
        try {
            requireEpoll();
            WorkerBlock block = Scoreboard.open(environment.scoreboard()).block(environment.block());
            ClusterMembership membership = new ClusterMembership(environment, eventLoops, block);
            membership.begin();
            return membership;
        } catch (IOException | UnsatisfiedLinkError e) {
            // A primary that was killed before any worker had joined has nobody else to tidy up after it.
            PrimaryLoss.removeRunDirectory(environment);
            throw new IllegalStateException("can't join the cluster as " + environment + ": " + e.getMessage(), e);
        }
    }

    /** Says what to do where there is something to do, instead of naming the library that was not loaded. */
    private static void requireEpoll() throws IOException {
        if (!Epoll.isAvailable()) {
            String fault = NativeFolder.fault(NativeFolder.path(), NativeFolder.WORKER_OPTIONS);
            if (fault != null) {
                throw new IOException(fault);
            }
            Epoll.ensureAvailability();
        }
    }

    private void begin() {
        EventLoop controlLoop = controlGroup.next();
        controlLoop.execute(() -> block.state(WorkerState.STARTING));
        List<EventExecutor> loops = new ArrayList<>();
        eventLoops.forEach(loops::add);
        controlLoop.scheduleAtFixedRate(
                new Heartbeat(block, loops), 0, control.welcome().heartbeatIntervalMs(), TimeUnit.MILLISECONDS);
    }

    @Override
    public WorkerListener listen(SocketAddress address, ChannelHandler childHandler) throws IOException {
        Endpoint wanted = Addresses.endpointOf(address);
        int index = listenIndexes.claim(wanted);
        boolean listening = false;
        try {
            WorkerListener listener = listen(wanted, index, address, childHandler);
            listening = true;
            return listener;
        } finally {
            if (!listening) {
                listenIndexes.release(wanted);
            }
        }
    }

    private WorkerListener listen(Endpoint wanted, int index, SocketAddress address, ChannelHandler childHandler)
            throws IOException {
        ControlMessage answer = control.listen(wanted, index, BACKLOG);
        if (answer instanceof ListenFailed failed) {
            throw Addresses.bindFailure(wanted, failed.reason());
        }
        Listening opened = (Listening) answer;
        if (opened.sharing() == Sharing.PRIVATE) {
            DirectListener own = Addresses.bind(address, eventLoops, childHandler, connections, ConnectionCounts.NONE);
            drain.stopAtStart(own);
            return new PrivateListener(own, drain, () -> listenIndexes.release(wanted));
        }
        Stoppable intake = takeIn(opened, childHandler);
        control.send(new Accepting(opened.listenerId(), BACKLOG));
        if (!control.welcome().waitReady()) {
            ready();
        }
        return new ClusterListener(
                Addresses.socketAddressOf(opened.endpoint()), intake, opened.listenerId(), control, drain, () -> {
                    handBack.forget(opened.listenerId());
                    listenIndexes.release(wanted);
                });
    }

    private Stoppable takeIn(Listening opened, ChannelHandler childHandler) throws IOException {
        int fd = control.fetchDescriptor(opened.listenerId());
        boolean unixClients = opened.endpoint() instanceof Endpoint.Unix;
        if (opened.sharing() == Sharing.LANE && opened.endpoint() instanceof Endpoint.Tcp tcp) {
            handBack.listens(tcp.port(), opened.listenerId());
        }
        if (opened.sharing() == Sharing.LISTENER) {
            DirectListener shared =
                    DirectListener.adopt(fd, unixClients, eventLoops, childHandler, connections, counts);
            drain.stopAtStart(shared);
            return shared;
        }
        LaneIntake intake =
                new LaneIntake(fd, unixClients, eventLoops.next(), eventLoops, childHandler, connections, counts);
        intake.start().join();
        drain.stopAtStart(intake);
        return intake;
    }

    @Override
    public void ready() {
        if (readySent.compareAndSet(false, true)) {
            controlGroup.next().execute(() -> block.state(WorkerState.READY));
            control.send(new Ready());
        }
    }

    @Override
    public void requestDrain() {
        if (!drain.hasStarted()) {
            control.send(new Leaving());
            // A primary that stands still must not keep this process from ending.
            controlGroup
                    .next()
                    .schedule(
                            () -> onDrain(control.welcome().drainTimeoutMs(), false),
                            LEAVE_ANSWER_TIMEOUT_MS,
                            TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void onDrain(int timeoutMs, boolean takesBack) {
        block.state(WorkerState.DRAINING);
        if (takesBack && !drain.hasStarted()) {
            // Opening the ways back waits for the primary's answers, which come on the control loop.
            WorkerThreads.drain(() -> {
                        handBack.openForDrain(control);
                        drain.start(timeoutMs, controlGroup.next());
                    })
                    .start();
        } else {
            drain.start(timeoutMs, controlGroup.next());
        }
    }

    @Override
    public void onGiveBack(int count) {
        if (drain.hasStarted()) {
            return;
        }
        // On a thread that may wait, as above.
        WorkerThreads.drain(() -> {
                    handBack.openFor(count, control);
                    connections.tell(HandBackWanted.INSTANCE, handBack::isWanted);
                })
                .start();
    }

    @Override
    public boolean canHandBack() {
        return handBack.isOpenForDrain();
    }

    @Override
    public boolean handBack(Channel channel) {
        return handBack.give(channel);
    }

    @Override
    public void countRequests(int count) {
        block.addRequests(count);
    }

    @Override
    public void onPrimaryLost() {
        int timeoutMs = control.welcome().drainTimeoutMs();
        PrimaryLoss.endBy(timeoutMs, environment, controlGroup.next());
        drain.onEnd(abandoned -> PrimaryLoss.endNow());
        onDrain(timeoutMs, false);
    }

    private void drained(int abandonedCount) {
        control.send(new Drained(abandonedCount));
        eventLoops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    @Override
    public Drain drain() {
        return drain;
    }

    @Override
    public void close() {
        control.close();
        controlGroup.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
