/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import io.drover.balancer.dispatch.WorkerDirectory;
import io.drover.balancer.dispatch.WorkerLoad;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The destinations of one listener that get connections: the workers that accept on their port and are in the directory,
 * or the upstreams; of these the ones that are up.
 *
 * <p>Threading: owned by the acceptor thread.
 */
final class Rotation {
    /** Every port there is, by worker id; and those of them that their worker accepts on. */
    private final Map<Long, WorkerPort> ports = new HashMap<>();

    private final Map<Long, WorkerPort> accepting = new HashMap<>();

    private WorkerDirectory directory = new WorkerDirectory(List.of());

    /** The upstreams, in place of workers. */
    private Destination @Nullable [] upstreams;

    /** By slot: all that the data path looks at. */
    private Destination[] current = new Destination[0];

    Destination[] current() {
        return current;
    }

    boolean isEmpty() {
        return current.length == 0;
    }

    /** Adds a port that its worker has yet to accept on. */
    void add(WorkerPort port) {
        WorkerPort replaced = ports.put(port.worker().workerId(), port);
        if (replaced != null) {
            // The worker closed this listener and opened it again.
            accepting.remove(port.worker().workerId());
            update();
            replaced.close();
        }
    }

    /** Adds a worker that accepts without having been given a socket. */
    void addStranger(WorkerPort port) {
        ports.put(port.worker().workerId(), port);
        accepting.put(port.worker().workerId(), port);
        update();
    }

    /** A worker accepts on its port. */
    void accepting(WorkerLoad worker) {
        WorkerPort port = ports.get(worker.workerId());
        if (port != null) {
            port.destination().runsAs(worker.block().pid());
            accepting.put(worker.workerId(), port);
            update();
        }
    }

    /** Connections go to these, whatever workers there are. */
    void serve(Destination[] servers) {
        upstreams = servers;
        update();
    }

    void publish(WorkerDirectory published) {
        directory = published;
        update();
    }

    /** Gives a worker no more connections. Returns its port, or null; the primary's copy of it stays open. */
    @Nullable
    WorkerPort remove(WorkerLoad worker) {
        accepting.remove(worker.workerId());
        WorkerPort port = ports.remove(worker.workerId());
        update();
        return port;
    }

    /** Returns the port of a worker, or null where it has none. */
    @Nullable
    WorkerPort port(WorkerLoad worker) {
        return ports.get(worker.workerId());
    }

    /** Returns where a worker accepts, in the directory or not, or null where it does not. */
    @Nullable
    Destination find(WorkerLoad worker) {
        WorkerPort port = accepting.get(worker.workerId());
        return port == null ? null : port.destination();
    }

    /** Looks anew which of them are up. Where none is, all are tried: to refuse clients helps nobody. */
    void update() {
        Destination[] all = upstreams == null ? acceptingWorkers() : upstreams;
        Destination[] up = Arrays.stream(all).filter(Destination::isUp).toArray(Destination[]::new);
        current = up.length > 0 ? up : all;
    }

    private Destination[] acceptingWorkers() {
        return directory.ready().stream()
                .map(worker -> accepting.get(worker.workerId()))
                .filter(Objects::nonNull)
                .map(WorkerPort::destination)
                .toArray(Destination[]::new);
    }
}
