/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import io.drover.balancer.dispatch.ConnectionSink;
import io.drover.balancer.dispatch.Descriptors;
import io.drover.balancer.dispatch.Forwarding;
import io.drover.balancer.dispatch.ListenerSinks;
import io.drover.balancer.dispatch.UpstreamStatus;
import io.drover.balancer.dispatch.WorkerDirectory;
import io.drover.balancer.dispatch.WorkerLoad;
import io.drover.balancer.upstream.Server;
import io.drover.balancer.upstream.ServerHealth;
import io.drover.balancer.upstream.Upstreams;
import io.drover.core.config.ClusterConfig;
import io.drover.core.config.ClusterConfig.Relay;
import io.drover.core.control.ControlMessage.Sharing;
import io.drover.core.scheduling.SchedulingPolicy;
import io.drover.core.time.NanoClock;
import io.netty.channel.IoEventLoop;
import io.netty.channel.unix.FileDescriptor;
import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Forwarding by relaying bytes.
 *
 * <p>A worker gets a listening socket of its own, on a loopback port that only the primary knows, instead of the public
 * one: it accepts on that as it would alone.
 *
 * <p>Threading: owned by the supervisor thread, which keeps the map of sinks; the sinks themselves are only touched by
 * tasks on the acceptor thread.
 */
public final class SpliceForwarding implements Forwarding {
    /** An unprivileged user's pipes have a single page each beyond 1024 (pipe(7)): those are slower than a copy. */
    private static final int MOST_PIPES = 1000;

    /** All that is relayed needs memory beyond the heap; bytes that come back from workers may take a part of it. */
    private static final int RETURN_SHARE = 4;

    private final Supplier<SchedulingPolicy> policies;
    private final IoEventLoop acceptor;
    private final Executor supervisor;
    private final List<RelayLoop> loops;
    private final PortQueues queues;
    private final RelayTimeouts timeouts;
    private final @Nullable AccessLog accessLog;
    private final Front front;
    private final ServerHealth health;
    private final Ejections ejections;
    private final @Nullable Upstreams upstreams;
    private final UpstreamTable served = new UpstreamTable();
    private final int maxConnections;
    private final ListenerSinks<SpliceSink> sinks;
    private final Map<Long, WorkerPort> strangers = new HashMap<>();
    private WorkerDirectory directory = new WorkerDirectory(List.of());

    /**
     * Makes a forwarding without listeners.
     *
     * @param policies gives each listener its own instance
     * @param config how to relay
     * @param accessLog gets a line for each connection that ends, or null
     * @param loops the threads that relay; the first is the acceptor thread, too
     * @param supervisor the supervisor thread
     * @param health watches those workers that say nothing of themselves, and the upstreams
     * @param upstreams get the connections from {@link #begin} on; null where workers do
     * @throws IOException when a certificate can't be used
     */
    public SpliceForwarding(
            Supplier<SchedulingPolicy> policies,
            ClusterConfig config,
            @Nullable AccessLog accessLog,
            List<IoEventLoop> loops,
            Executor supervisor,
            ServerHealth health,
            @Nullable Upstreams upstreams)
            throws IOException {
        Relay relay = config.relay();
        this.policies = policies;
        this.accessLog = accessLog;
        this.acceptor = loops.get(0);
        this.supervisor = supervisor;
        this.sinks = new ListenerSinks<>(acceptor, supervisor);
        this.timeouts = RelayTimeouts.of(config);
        DescriptorBudget descriptors = DescriptorBudget.ofThisProcess(config.workers());
        this.front = new Front(relay.front(), descriptors);
        this.maxConnections = relay.maxConnections();
        this.health = health;
        this.ejections = new Ejections(
                relay.checks().ejectAfter(),
                acceptor,
                (destination, pause) -> supervisor.execute(() -> health.onEjected(destination.server(), pause)));
        this.upstreams = upstreams;
        this.loops = loops.stream()
                .map(loop -> new RelayLoop(
                        loop,
                        relay.splice(),
                        new PipePool(MOST_PIPES / loops.size(), descriptors),
                        PlatformDependent.maxDirectMemory() / RETURN_SHARE / loops.size(),
                        NanoClock.SYSTEM))
                .toList();
        this.queues = new PortQueues(this.loops, acceptor);
    }

    @Override
    public void begin() {
        health.onChange(done -> change(Rotation::update, done));
        if (upstreams != null) {
            upstreams.start(this::serve);
        }
    }

    private void serve(List<Server> servers, Runnable done) {
        health.watch(servers);
        Destination[] destinations = served.update(servers);
        change(rotation -> rotation.serve(destinations), done);
    }

    private void change(Consumer<Rotation> change, Runnable done) {
        sinks.each(sink -> sink.change(change), done);
    }

    @Override
    public Sharing sharing() {
        return Sharing.LISTENER;
    }

    @Override
    public ConnectionSink sinkFor(int listenerId) {
        SpliceSink sink = new SpliceSink(policies.get(), loops, acceptor, timeouts, front, ejections, accessLog);
        WorkerDirectory current = directory;
        List<WorkerPort> known = List.copyOf(strangers.values());
        Destination[] destinations = served.current();
        sinks.add(
                listenerId,
                sink,
                begun -> begun.change(rotation -> {
                    known.forEach(rotation::addStranger);
                    if (upstreams == null) {
                        rotation.publish(current);
                    } else {
                        rotation.serve(destinations);
                    }
                }));
        return sink;
    }

    @Override
    public FileDescriptor descriptorFor(WorkerLoad worker, int listenerId, FileDescriptor listening)
            throws IOException {
        WorkerPort port = WorkerPort.open(worker, maxConnections);
        sinks.with(listenerId, sink -> sink.change(rotation -> rotation.add(port)));
        return port.socket();
    }

    @Override
    public void reach(WorkerLoad worker, int port, long pid) {
        WorkerPort stranger = WorkerPort.ofStranger(worker, port, pid, maxConnections);
        strangers.put(worker.workerId(), stranger);
        sinks.each(sink -> sink.change(rotation -> rotation.addStranger(stranger)));
    }

    @Override
    public void runsAs(WorkerLoad worker, long pid, long[] listening) {
        WorkerPort stranger = strangers.get(worker.workerId());
        if (stranger != null) {
            stranger.destination().runsAs(pid, listening);
        }
    }

    @Override
    public void accepting(WorkerLoad worker, int listenerId) {
        sinks.with(listenerId, sink -> sink.change(rotation -> rotation.accepting(worker)));
    }

    @Override
    public void stopListening(WorkerLoad worker, int listenerId) {
        sinks.with(listenerId, sink -> {
            WorkerPort port = sink.remove(worker);
            if (port != null) {
                queues.takeBack(port, port::close);
            }
        });
    }

    @Override
    public void closed(int listenerId) {
        // Those of its connections that come back from the last worker have nowhere to go.
        sinks.with(listenerId, SpliceSink::finish);
        sinks.remove(listenerId);
    }

    @Override
    public void publish(WorkerDirectory published, Runnable done) {
        directory = published;
        watchStrangers();
        change(rotation -> rotation.publish(published), done);
    }

    /** What a worker that says nothing of itself is asked: whether it takes connections. From ready to draining. */
    private void watchStrangers() {
        if (upstreams == null) {
            health.watch(directory.ready().stream()
                    .map(worker -> strangers.get(worker.workerId()))
                    .filter(Objects::nonNull)
                    .map(port -> port.destination().server())
                    .toList());
        }
    }

    @Override
    public void hand(WorkerLoad worker, int fd) {
        sinks.offer(fd, sink -> sink.hand(worker, fd));
    }

    @Override
    public void giveBack(int listenerId, int fd) {
        // Workers have no connections of clients: what they hold ends here.
        Descriptors.close(fd);
    }

    @Override
    public void relieve(WorkerLoad worker) {
        sinks.each(sink -> {
            WorkerPort port = sink.port(worker);
            if (port != null) {
                queues.takeBack(port, () -> {});
            }
        });
    }

    @Override
    public void withdraw(WorkerLoad worker, Runnable done) {
        leave(worker, SpliceSink::hasWorkers, done);
    }

    @Override
    public void dismiss(WorkerLoad worker, Runnable done) {
        leave(worker, sink -> false, done);
    }

    /**
     * Takes a worker out of all sinks. One that is told to end accepts no more: what waits at its ports has to be
     * accepted before, by whomever.
     */
    private void leave(WorkerLoad worker, Predicate<SpliceSink> hasOthers, Runnable done) {
        strangers.remove(worker.workerId());
        sinks.all(all -> {
            List<CompletableFuture<Void>> closed = new ArrayList<>();
            for (SpliceSink sink : all) {
                WorkerPort port = sink.remove(worker);
                if (port != null) {
                    closed.add(queues.close(port, () -> hasOthers.test(sink)));
                }
            }
            CompletableFuture.allOf(closed.toArray(CompletableFuture[]::new)).thenRunAsync(done, supervisor);
        });
    }

    @Override
    public List<UpstreamStatus> upstreams() {
        return upstreams == null ? List.of() : upstreams.status();
    }

    @Override
    public CompletableFuture<Void> finish(int timeoutMs) {
        supervisor.execute(() -> {
            health.close();
            if (upstreams != null) {
                upstreams.close();
            }
        });
        sinks.each(SpliceSink::finish);
        return CompletableFuture.allOf(
                loops.stream().map(loop -> loop.finish(timeoutMs)).toArray(CompletableFuture[]::new));
    }

    /** Returns how many pipes hold bytes. Relay threads only. */
    int lentPipes() {
        return loops.stream().mapToInt(loop -> loop.pipes().lent()).sum();
    }

    @Override
    public int reloadCertificates() throws IOException {
        return front.tls() == null ? 0 : front.tls().reload();
    }
}
