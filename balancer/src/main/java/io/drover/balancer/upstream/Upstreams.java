/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.upstream;

import io.drover.balancer.dispatch.UpstreamStatus;
import io.drover.balancer.events.ClusterEvent.UpstreamResolved;
import io.drover.balancer.events.ClusterEvent.UpstreamUnresolved;
import io.drover.balancer.events.ClusterListener;
import io.drover.core.config.Upstream;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The user's upstreams: looks their names up when their records have run out, and says which servers there are.
 *
 * <p>A name that can't be looked up keeps the servers it has.
 *
 * <p>Threading: owned by the supervisor thread.
 */
public final class Upstreams {
    /** How soon after a look-up that failed there is another: doubles with each. */
    private static final long SHORTEST_RETRY_MS = 1000;

    private static final long LONGEST_RETRY_MS = 30_000;
    private static final int RELEASE_INTERVAL_MS = 1000;

    private final List<Lookups> names = new ArrayList<>();
    private final ServerPool pool;
    private final ScheduledExecutorService loop;
    private final ClusterListener events;
    private @Nullable Serving serving;
    private boolean closed;

    /** Who relays connections to them. */
    @FunctionalInterface
    public interface Serving {
        /**
         * Relays to these servers from now on, and to no others.
         *
         * @param servers in ascending order of slot; perhaps none
         * @param done run on the supervisor thread when no other gets a connection any more
         */
        void serve(List<Server> servers, Runnable done);
    }

    /**
     * Makes upstreams that have not been looked up.
     *
     * @param maxConnections that one may have at once where it has no limit of its own; 0 for any number
     * @param nameServer who is asked for names; null for those of the system
     * @param loop the supervisor thread
     */
    public Upstreams(
            List<Upstream> upstreams,
            int maxConnections,
            @Nullable InetSocketAddress nameServer,
            ServerPool pool,
            EventLoop loop,
            ClusterListener events) {
        this(upstreams, maxConnections, () -> new DnsLookup(loop, nameServer), pool, loop, events);
    }

    Upstreams(
            List<Upstream> upstreams,
            int maxConnections,
            Supplier<NameLookup> lookups,
            ServerPool pool,
            ScheduledExecutorService loop,
            ClusterListener events) {
        this.pool = pool;
        this.loop = loop;
        this.events = events;
        for (Upstream upstream : upstreams) {
            names.add(new Lookups(new NamedUpstream(upstream, names.size(), maxConnections, pool), lookups));
        }
    }

    /** Returns how many addresses they can have at once. */
    public static int mostServers(int upstreams) {
        return upstreams * NamedUpstream.MOST_ADDRESSES;
    }

    /** Begins: whoever relays is told of all that need no look-up at once, of the others as soon as they are known. */
    public void start(Serving told) {
        serving = told;
        for (Lookups name : names) {
            SocketAddress address = name.upstream.fixedAddress();
            if (address != null) {
                name.upstream.updateAddresses(List.of(address));
            }
        }
        publish(() -> {});
        names.stream().filter(name -> name.upstream.fixedAddress() == null).forEach(Lookups::begin);
        loop.scheduleWithFixedDelay(pool::releaseIdle, RELEASE_INTERVAL_MS, RELEASE_INTERVAL_MS, TimeUnit.MILLISECONDS);
    }

    /** Looks no name up any more. */
    public void close() {
        closed = true;
        names.forEach(Lookups::close);
    }

    /** Returns how they are doing, in the user's order; then those that their names no longer stand for. */
    public List<UpstreamStatus> status() {
        List<UpstreamStatus> status = new ArrayList<>();
        for (Lookups name : names) {
            Upstream upstream = name.upstream.upstream();
            if (name.upstream.servers().isEmpty()) {
                status.add(new UpstreamStatus(upstream.name(), "", upstream.weight(), "unresolved", 0, 0, null));
            }
            name.upstream
                    .servers()
                    .forEach(server ->
                            status.add(server.status(server.availability().word())));
        }
        pool.leaving().stream()
                .filter(server -> !server.isIdle())
                .forEach(server -> status.add(server.status("leaving")));
        return status;
    }

    private void publish(Runnable done) {
        if (serving != null) {
            List<Server> retired = pool.retired();
            serving.serve(servers(), () -> {
                pool.markUnreachable(retired);
                done.run();
            });
        }
    }

    private List<Server> servers() {
        return names.stream().flatMap(name -> name.upstream.servers().stream()).toList();
    }

    /** The look-ups of one name, one after the other. */
    private final class Lookups {
        private final NamedUpstream upstream;
        private final Supplier<NameLookup> source;
        private @Nullable NameLookup lookup;
        private int failures;

        Lookups(NamedUpstream upstream, Supplier<NameLookup> source) {
            this.upstream = upstream;
            this.source = source;
        }

        void begin() {
            if (closed) {
                return;
            }
            if (lookup == null) {
                lookup = source.get();
            }
            lookup.lookUp(upstream.upstream().host()).whenComplete((answer, failure) -> {
                if (closed) {
                    return;
                }
                long nextMs = answer != null ? onAnswer(answer) : onFailure(failure);
                loop.schedule(this::begin, nextMs, TimeUnit.MILLISECONDS);
            });
        }

        private long onAnswer(NameLookup.Answer answer) {
            if (upstream.update(answer.addresses()) || failures > 0) {
                failures = 0;
                UpstreamResolved event =
                        new UpstreamResolved(upstream.upstream().name(), upstream.shownAddresses());
                // Told only then, so that whoever reads of it and connects finds it so.
                publish(() -> events.onEvent(event));
            }
            return answer.validFor().toMillis();
        }

        private long onFailure(Throwable failure) {
            if (failures++ == 0) {
                events.onEvent(new UpstreamUnresolved(
                        upstream.upstream().name(),
                        reason(failure),
                        !upstream.servers().isEmpty()));
            }
            return Math.min(LONGEST_RETRY_MS, SHORTEST_RETRY_MS << Math.min(failures - 1, 10));
        }

        private String reason(Throwable failure) {
            String message = failure.getMessage();
            return message == null ? failure.toString() : message.replace('\n', ' ');
        }

        void close() {
            if (lookup != null) {
                lookup.close();
            }
        }
    }
}
