/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import io.drover.balancer.dispatch.RelayStatus;
import io.drover.balancer.dispatch.UpstreamStatus;
import io.drover.balancer.listener.ListenerTable;
import io.drover.core.config.ClusterConfig;
import io.drover.core.config.Forward;
import io.drover.core.scoreboard.WorkerBlock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a cluster is doing at one moment.
 *
 * @param name of the cluster
 * @param pid of the primary
 * @param backend path of the application
 * @param policy name of the scheduling policy
 * @param forward how connections get to workers
 * @param slots how many workers there are to be
 * @param listeners the open addresses
 * @param upstreams the servers that serve in place of workers
 * @param workers every worker whose process has not ended, in the order they were started
 */
public record ClusterStatus(
        String name,
        long pid,
        String backend,
        String policy,
        String forward,
        int slots,
        List<String> listeners,
        List<UpstreamStatus> upstreams,
        List<Worker> workers) {

    public ClusterStatus {
        listeners = List.copyOf(listeners);
        upstreams = List.copyOf(upstreams);
        workers = List.copyOf(workers);
    }

    /**
     * One worker.
     *
     * @param slot its place
     * @param worker its id
     * @param pid its process
     * @param generation its reload epoch
     * @param state starting, ready, stalled or draining
     * @param uptimeSeconds since its process was started
     * @param openConnections given to it and not closed
     * @param connections given to it in all
     * @param heapUsedBytes at its last heartbeat
     * @param heapMaxBytes that it may use
     * @param residentBytes of its process, 0 where unknown
     * @param relayed what went through its connections; null where it has them itself
     */
    public record Worker(
            int slot,
            long worker,
            long pid,
            int generation,
            String state,
            long uptimeSeconds,
            long openConnections,
            long connections,
            long heapUsedBytes,
            long heapMaxBytes,
            long residentBytes,
            @Nullable RelayStatus relayed) {}

    static ClusterStatus of(
            String name,
            ClusterConfig config,
            WorkerTable workers,
            List<UpstreamStatus> upstreams,
            ListenerTable listeners,
            long nowNs) {
        return new ClusterStatus(
                name,
                ProcessHandle.current().pid(),
                config.backend().toString(),
                config.policy(),
                config.forward().key(),
                workers.slots().size(),
                listeners.all().stream()
                        .map(listener -> listener.endpoint().toString())
                        .toList(),
                upstreams,
                workers.live().stream()
                        .map(worker -> of(worker, config.forward() == Forward.SPLICE, nowNs))
                        .toList());
    }

    private static Worker of(WorkerHandle worker, boolean isRelayed, long nowNs) {
        WorkerBlock block = worker.load().block();
        String state =
                worker.intake().isStalled() ? "stalled" : worker.state().name().toLowerCase(Locale.ROOT);
        return new Worker(
                worker.slot(),
                worker.workerId(),
                worker.name().pid(),
                worker.generation(),
                state,
                TimeUnit.NANOSECONDS.toSeconds(worker.ageNs(nowNs)),
                Math.max(block.sent(), block.received()) - block.closed(),
                Math.max(block.sent(), block.received()),
                block.heapUsedBytes(),
                block.heapMaxBytes(),
                ProcessMemory.residentBytes(worker.name().pid()),
                isRelayed ? RelayStatus.of(block) : null);
    }
}
