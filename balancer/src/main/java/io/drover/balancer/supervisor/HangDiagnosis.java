/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import io.drover.balancer.events.ClusterEvent.FlightRecorded;
import io.drover.balancer.events.ClusterEvent.WorkerHung;
import io.drover.balancer.events.ClusterListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * What is kept of a worker that hangs: its threads and, where it has a flight recording, that.
 *
 * <p>Threading: owned by the supervisor thread.
 */
final class HangDiagnosis {
    private final Path folder;
    private final boolean withRecording;
    private final ClusterListener events;
    private final Map<Long, CompletableFuture<Void>> recordings = new HashMap<>();

    /**
     * Makes it.
     *
     * @param folder of the files
     * @param withRecording whether workers record
     */
    HangDiagnosis(Path folder, boolean withRecording, ClusterListener events) {
        this.folder = folder;
        this.withRecording = withRecording;
        this.events = events;
    }

    /** Asks for all, once for each time the worker hangs. */
    void begin(WorkerHandle worker, Duration hangsFor) {
        Path threads = file(worker, "threads.txt");
        worker.dumpThreads(threads);
        events.onEvent(new WorkerHung(worker.name(), hangsFor, threads.toString()));
        if (withRecording) {
            Path recording = file(worker, "flight.jfr");
            recordings.put(worker.workerId(), FlightRecording.dump(worker.name().pid(), recording));
        }
    }

    private Path file(WorkerHandle worker, String suffix) {
        return folder.resolve("drover-worker-" + worker.name().pid() + "-" + suffix);
    }

    /** Tells whether a recording is being written still; says where it is, or why there is none, when that is over. */
    boolean isUnderWay(WorkerHandle worker) {
        CompletableFuture<Void> recording = recordings.get(worker.workerId());
        if (recording == null) {
            return false;
        }
        if (!recording.isDone()) {
            return true;
        }
        recordings.remove(worker.workerId());
        String file = file(worker, "flight.jfr").toString();
        String failure = recording
                .handle((nothing, thrown) -> thrown == null ? "" : FlightRecording.reason(thrown))
                .join();
        events.onEvent(new FlightRecorded(worker.name(), file, failure));
        return false;
    }

    /** It has ended. */
    void forget(WorkerHandle worker) {
        recordings.remove(worker.workerId());
    }
}
