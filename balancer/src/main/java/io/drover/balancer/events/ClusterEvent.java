/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.events;

import java.time.Duration;
import java.util.List;

/** Something that happened in a cluster. {@link #text} is one line for a person. */
public sealed interface ClusterEvent {

    /** Returns what happened, in one line without its time. */
    String text();

    /** Tells whether it is something that should not happen. */
    default boolean isTrouble() {
        return false;
    }

    /** An event in the life of one worker. */
    sealed interface WorkerEvent extends ClusterEvent {
        /** Returns which worker. */
        WorkerName worker();

        /** Returns what happened to it. */
        String what();

        @Override
        default String text() {
            return worker() + " " + what();
        }
    }

    /**
     * Which worker an event is about.
     *
     * @param slot its place in the cluster
     * @param workerId its id
     * @param pid its process
     * @param generation its reload epoch
     */
    record WorkerName(int slot, long workerId, long pid, int generation) {
        @Override
        public String toString() {
            return "slot " + slot + ": worker " + workerId + " (pid " + pid + ")";
        }
    }

    /**
     * The cluster begins: always the first event.
     *
     * @param name of the cluster
     * @param backend file name of the application, or how many upstreams there are
     * @param workers how many; 0 with upstreams
     * @param policy name of the scheduling policy
     * @param forward how connections get to workers
     * @param pid of the primary
     */
    record ClusterStarting(String name, String backend, int workers, String policy, String forward, long pid)
            implements ClusterEvent {
        @Override
        public String text() {
            String on = workers == 0 ? "" : " on " + workers + (workers == 1 ? " worker" : " workers");
            return backend + on + ", policy " + policy + ", forward " + forward + "; name " + name + ", primary pid "
                    + pid;
        }
    }

    /** Its process has been started. */
    record WorkerStarted(WorkerName worker) implements WorkerEvent {
        @Override
        public String what() {
            return "started" + (worker.generation() > 1 ? ", generation " + worker.generation() : "");
        }
    }

    /** It is not ready after a while. */
    record WorkerStillStarting(WorkerName worker, Duration after, Duration timeout) implements WorkerEvent {
        @Override
        public String what() {
            return "is not ready yet after " + seconds(after) + " (ready-timeout " + seconds(timeout) + ")";
        }
    }

    /** It is in rotation. */
    record WorkerReady(WorkerName worker, Duration after) implements WorkerEvent {
        @Override
        public String what() {
            return "ready after " + seconds(after);
        }
    }

    /** What its application listens on can't be shared. */
    record WorkerNotShared(WorkerName worker, String why) implements WorkerEvent {
        @Override
        public String what() {
            return "does not share its ports, the agent failed: " + why
                    + " (expected: a JDK from 17 to 25, or an application that embeds WorkerRuntime)";
        }

        @Override
        public boolean isTrouble() {
            return true;
        }
    }

    /** It does not take the connections that wait for it: others get them, and all new ones. */
    record WorkerStalled(WorkerName worker, Duration after) implements WorkerEvent {
        @Override
        public String what() {
            return "has taken no connection for " + seconds(after) + ", others get them";
        }

        @Override
        public boolean isTrouble() {
            return true;
        }
    }

    /** It takes connections again. */
    record WorkerRecovered(WorkerName worker) implements WorkerEvent {
        @Override
        public String what() {
            return "takes connections again";
        }
    }

    /** It gets no new connections any more. */
    record WorkerDraining(WorkerName worker, String why) implements WorkerEvent {
        @Override
        public String what() {
            return "draining, " + why;
        }
    }

    /** It gives no heartbeat; its threads are dumped before it is killed. */
    record WorkerHung(WorkerName worker, Duration after, String dump) implements WorkerEvent {
        @Override
        public String what() {
            return "hangs, no heartbeat for " + seconds(after) + "; its threads: " + dump;
        }

        @Override
        public boolean isTrouble() {
            return true;
        }
    }

    /**
     * It hangs, and what it has recorded is in a file.
     *
     * @param file of the recording
     * @param failure why it is not there; empty where it is
     */
    record FlightRecorded(WorkerName worker, String file, String failure) implements WorkerEvent {
        @Override
        public String what() {
            return failure.isEmpty()
                    ? "hangs; its flight recording: " + file
                    : "hangs; no flight recording, " + failure;
        }

        @Override
        public boolean isTrouble() {
            return true;
        }
    }

    /** It is going to be replaced though it is well. */
    record WorkerRecycled(WorkerName worker, String why) implements WorkerEvent {
        @Override
        public String what() {
            return why + ", a new one is started for it";
        }
    }

    /** It is new, and has got connections that were open before. */
    record WorkerRebalanced(WorkerName worker, int count) implements WorkerEvent {
        @Override
        public String what() {
            return "has got " + count + " idle connections of other workers";
        }
    }

    /** It is being killed. */
    record WorkerKilled(WorkerName worker, String why) implements WorkerEvent {
        @Override
        public String what() {
            return "killed: " + why;
        }

        @Override
        public boolean isTrouble() {
            return true;
        }
    }

    /**
     * Its process has ended.
     *
     * @param worker which
     * @param how exit code or signal
     * @param expected whether it was meant to end
     */
    record WorkerExited(WorkerName worker, String how, boolean expected) implements WorkerEvent {
        @Override
        public String what() {
            return (expected ? "ended, " : "died, ") + how;
        }

        @Override
        public boolean isTrouble() {
            return !expected;
        }
    }

    /** A slot's worker will be started again. */
    record RestartScheduled(int slot, Duration delay, int crashes) implements ClusterEvent {
        @Override
        public String text() {
            return "slot " + slot + ": next start in " + seconds(delay) + " (crash " + crashes + ")";
        }
    }

    /** A slot's worker will not be started again. */
    record SlotGivenUp(int slot, String why, List<String> lastLines) implements ClusterEvent {
        public SlotGivenUp {
            lastLines = List.copyOf(lastLines);
        }

        @Override
        public String text() {
            return "slot " + slot + ": given up, " + why + quoted(lastLines);
        }

        @Override
        public boolean isTrouble() {
            return true;
        }
    }

    /** A port is open. */
    record ListenerOpened(String endpoint) implements ClusterEvent {
        @Override
        public String text() {
            return "listening on " + endpoint;
        }
    }

    /** A port is closed, because every worker has closed it. */
    record ListenerClosed(String endpoint) implements ClusterEvent {
        @Override
        public String text() {
            return "no worker listens on " + endpoint + " any more: closed";
        }
    }

    /** A worker asked for a port that could not be opened. */
    record ListenerFailed(String endpoint, String why) implements ClusterEvent {
        @Override
        public String text() {
            return "can't listen on " + endpoint + ": " + why;
        }

        @Override
        public boolean isTrouble() {
            return true;
        }
    }

    /** The name of an upstream stands for other addresses than before, or can be looked up again. */
    record UpstreamResolved(String upstream, List<String> addresses) implements ClusterEvent {
        public UpstreamResolved {
            addresses = List.copyOf(addresses);
        }

        @Override
        public String text() {
            return "upstream " + upstream + " is at " + String.join(", ", addresses);
        }
    }

    /** The name of an upstream can't be looked up; told once, until it can be again. */
    record UpstreamUnresolved(String upstream, String why, boolean hasAddresses) implements ClusterEvent {
        @Override
        public String text() {
            return "upstream " + upstream + " can't be looked up, "
                    + (hasAddresses ? "its last addresses stay" : "it gets no connections until it can be") + ": "
                    + why;
        }

        @Override
        public boolean isTrouble() {
            return true;
        }
    }

    /** An upstream, or a worker, takes no connections: it gets none as long as there are others. */
    record ServerDown(String server, String why) implements ClusterEvent {
        @Override
        public String text() {
            return server + " is down, " + why;
        }

        @Override
        public boolean isTrouble() {
            return true;
        }
    }

    /** It takes connections again. */
    record ServerUp(String server) implements ClusterEvent {
        @Override
        public String text() {
            return server + " is up again";
        }
    }

    /** Connects to it fail again and again: for a while it gets none as long as there are others. */
    record ServerEjected(String server, Duration pause) implements ClusterEvent {
        @Override
        public String text() {
            return server + " is left alone for " + pause.toSeconds() + " s, connects to it fail";
        }

        @Override
        public boolean isTrouble() {
            return true;
        }
    }

    /** None of them seems to take connections: rather than turn clients away, all are tried. */
    record NoServerUp() implements ClusterEvent {
        @Override
        public String text() {
            return "nothing is up that takes connections: all are tried";
        }

        @Override
        public boolean isTrouble() {
            return true;
        }
    }

    /** Every slot has a ready worker, for the first time. */
    record ClusterReady(int workers, Duration after) implements ClusterEvent {
        @Override
        public String text() {
            return "ready: " + workers + (workers == 1 ? " worker" : " workers") + " after " + seconds(after);
        }
    }

    /** A rolling reload has begun. */
    record ReloadStarted(int generation) implements ClusterEvent {
        @Override
        public String text() {
            return "reload to generation " + generation + " started";
        }
    }

    /** Every worker has been replaced. */
    record ReloadFinished(int generation, Duration after) implements ClusterEvent {
        @Override
        public String text() {
            return "reload to generation " + generation + " finished after " + seconds(after);
        }
    }

    /**
     * A reload was given up.
     *
     * @param generation it was to bring
     * @param replaced how many slots have got their new worker; the others keep what they have
     * @param why it could not go on
     * @param lastLines what the worker printed last whose failure it was
     */
    record ReloadFailed(int generation, int replaced, String why, List<String> lastLines) implements ClusterEvent {
        public ReloadFailed {
            lastLines = List.copyOf(lastLines);
        }

        @Override
        public String text() {
            String left = replaced == 0
                    ? "the old workers serve on"
                    : replaced + (replaced == 1 ? " slot is" : " slots are") + " replaced, the others serve on";
            return "reload to generation " + generation + " failed, " + left + ": " + why + quoted(lastLines);
        }

        @Override
        public boolean isTrouble() {
            return true;
        }
    }

    /** The first new worker serves beside the old ones, and is watched. */
    record CanaryServing(WorkerName worker, Duration window) implements WorkerEvent {
        @Override
        public String what() {
            return "serves as the canary for " + seconds(window);
        }
    }

    /** A reload has failed after some workers were replaced: they get their old generation back. */
    record ReloadRollingBack(int generation, int replaced, String why, List<String> lastLines) implements ClusterEvent {
        public ReloadRollingBack {
            lastLines = List.copyOf(lastLines);
        }

        @Override
        public String text() {
            return "reload to generation " + generation + " failed: " + why + "; rolling back " + replaced
                    + (replaced == 1 ? " slot" : " slots") + quoted(lastLines);
        }

        @Override
        public boolean isTrouble() {
            return true;
        }
    }

    /** The cluster has more or fewer slots. */
    record Scaled(int from, int to) implements ClusterEvent {
        @Override
        public String text() {
            return "scaled from " + from + " to " + to + (to == 1 ? " worker" : " workers");
        }
    }

    /** Every slot is given up; the ports stay open. */
    record NoWorkerLeft() implements ClusterEvent {
        @Override
        public String text() {
            return "no worker is left: clients wait until a reload brings one";
        }

        @Override
        public boolean isTrouble() {
            return true;
        }
    }

    /** The system could not start a process for a slot; it is tried again. */
    record StartFailed(int slot, String why, Duration delay) implements ClusterEvent {
        @Override
        public String text() {
            return "slot " + slot + ": " + why + "; next try in " + seconds(delay);
        }

        @Override
        public boolean isTrouble() {
            return true;
        }
    }

    /** The cluster ends. */
    record ClusterStopping(String why) implements ClusterEvent {
        @Override
        public String text() {
            return "stopping: " + why;
        }
    }

    private static String seconds(Duration duration) {
        return String.format(java.util.Locale.ROOT, "%.2f s", duration.toMillis() / 1000.0);
    }

    private static String quoted(List<String> lines) {
        return lines.isEmpty() ? "" : "; its last output:\n    " + String.join("\n    ", lines);
    }

    /** The certificates of TLS have been read again. */
    record CertificatesReloaded(int count) implements ClusterEvent {
        @Override
        public String text() {
            return count + (count == 1 ? " certificate" : " certificates") + " read again, for new connections";
        }
    }

    /** They have not, as one can't be used. */
    record CertificatesKept(String why) implements ClusterEvent {
        @Override
        public String text() {
            return "the old certificates stay: " + why;
        }

        @Override
        public boolean isTrouble() {
            return true;
        }
    }
}
