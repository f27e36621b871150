/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.harness;

import io.drover.core.scoreboard.Scoreboard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A primary that runs as a process of its own, and its workers.
 *
 * <p>Threading: confined to the test's thread, except {@link #output}.
 */
public final class Cluster {
    /** {@code slot 0: worker 1 (pid 4711) started}. */
    private static final Pattern STARTED = Pattern.compile("slot (\\d+): worker (\\d+) \\(pid (\\d+)\\) started");

    /** Of the first line. */
    private static final Pattern NAME = Pattern.compile("; name (\\S+), primary pid");

    private final Process primary;
    private final Marker marker;
    private final ClusterFolder folder;
    private final SharedMemory sharedMemory = new SharedMemory();
    private final OutputLines output = new OutputLines(this::lookAtSharedMemory);
    private Predicate<String> expectedWarning = line -> false;

    Cluster(Process primary, Marker marker, ClusterFolder folder, boolean outputRead) {
        this.primary = primary;
        this.marker = marker;
        this.folder = folder;
        if (outputRead) {
            output.read(primary.getInputStream(), false);
            output.read(primary.getErrorStream(), true);
        }
    }

    /** Returns what it has printed. */
    public OutputLines output() {
        return output;
    }

    /** Returns the primary's process id. */
    public long pid() {
        return primary.pid();
    }

    /** Has the end of the test not take offence at warnings that contain the pattern: it provokes them. */
    public void expectWarnings(String pattern) {
        expectedWarning = Pattern.compile(pattern).asPredicate();
    }

    boolean isExpectedWarning(String line) {
        return expectedWarning.test(line);
    }

    /** Returns the folder its run directory is in. */
    public ClusterFolder folder() {
        return folder;
    }

    /** Waits until every slot has a ready worker. */
    public void awaitReady() {
        output.await(" ready: \\d+ workers? after ");
    }

    /** Returns the port of the first listener, when it is open. */
    public int port() {
        return port(1);
    }

    /** Returns the port of the n-th listener, when it is open. */
    public int port(int number) {
        return Integer.parseInt(
                output.await("listening on \\S+:(\\d+)$", number).group(1));
    }

    /** Returns the name it gave itself. */
    public String name() {
        return output.await(NAME.pattern()).group(1);
    }

    /** Returns its run directory. */
    public Path runDirectory() {
        return runDirectory(name());
    }

    private Path runDirectory(String name) {
        return folder.file("drover-" + name);
    }

    /** Opens its scoreboard. */
    public Scoreboard scoreboard() {
        try {
            return Scoreboard.open(runDirectory().resolve("scoreboard"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the process ids of all workers ever started, by worker id. */
    public Map<Long, Long> workerPids() {
        Map<Long, Long> pids = new LinkedHashMap<>();
        for (OutputLines.Line line : output.all()) {
            Matcher started = STARTED.matcher(line.text());
            if (started.find()) {
                pids.put(Long.parseLong(started.group(2)), Long.parseLong(started.group(3)));
            }
        }
        return pids;
    }

    /** Returns the process id of the worker with that id, when it has been started. */
    public long workerPid(long workerId) {
        String pattern = "worker " + workerId + " \\(pid (\\d+)\\) started";
        return Long.parseLong(output.await(pattern).group(1));
    }

    /** Waits until the worker with that id is ready. */
    public void awaitWorkerReady(long workerId) {
        output.await("worker " + workerId + " \\(pid \\d+\\) ready after");
    }

    /** Sends a signal to the primary. */
    public void signal(String name) {
        Signals.send(name, pid());
    }

    /** Tells whether the primary runs. */
    public boolean isAlive() {
        return primary.isAlive();
    }

    /** Waits until the primary has ended and returns its exit code. */
    public int awaitExit() {
        return awaitExit(OutputLines.PATIENCE);
    }

    /** Waits until the primary has ended, for so long at most, and returns its exit code. */
    public int awaitExit(Duration patience) {
        try {
            if (!primary.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("primary " + pid() + " has not ended within " + patience);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted: the test has run out of time", e);
        }
        output.awaitEnd(Duration.ofSeconds(1));
        return primary.exitValue();
    }

    /** Ends it as a service manager does, and returns the exit code. */
    public int stop() {
        signal("TERM");
        return awaitExit();
    }

    /** Returns the ids of its live processes, the primary's among them. */
    public List<Long> livePids() {
        return marker.livePids();
    }

    /** Waits until none of its processes lives. */
    public void awaitNoProcess() {
        Patience.await("the end of all processes").until(() -> livePids().isEmpty());
    }

    /**
     * Ends it where it still runs, and checks that nothing is left.
     *
     * @throws AssertionError when something is
     */
    void end() {
        try {
            if (primary.isAlive()) {
                stop();
            }
            Leftovers.refuse(this);
        } finally {
            removeRemains();
        }
    }

    /** What is left has been reported, and must not trouble the next test. */
    private void removeRemains() {
        if (!livePids().isEmpty()) {
            livePids().forEach(pid -> Signals.send("KILL", pid));
            awaitNoProcess();
        }
        sharedMemory.remove();
    }

    /** Its name is on the first line, and its shared memory there by then. */
    private void lookAtSharedMemory(String line) {
        Matcher named = NAME.matcher(line);
        if (named.find()) {
            sharedMemory.learn(runDirectory(named.group(1)));
        }
    }

    /** Returns what it has in shared memory. */
    SharedMemory sharedMemory() {
        return sharedMemory;
    }
}
