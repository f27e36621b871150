/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.dispatch.WorkerLoad;
import io.drover.balancer.splice.BackendProcesses.End;
import io.drover.core.scoreboard.Scoreboard;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BackendProcessesTest {
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endAll() throws InterruptedException {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void haveClosedTheirSocketsThemselvesAsLongAsTheyLive() throws IOException {
        assertThat(BackendProcesses.ofServer(start().pid()).end()).isEqualTo(End.IN_ORDER);
        assertThat(BackendProcesses.UNKNOWN.end()).isEqualTo(End.IN_ORDER);
    }

    @Test
    void areUndecidedUntilTheirExitStatusIsKnown(@TempDir Path folder) throws Exception {
        for (int status : new int[] {0, 1, 137}) {
            WorkerLoad worker = worker(folder);
            Process child = start();
            BackendProcesses processes = BackendProcesses.ofWorker(worker, child.pid());
            child.destroyForcibly().waitFor();

            assertThat(processes.end()).isEqualTo(End.UNDECIDED);
            worker.ended(status);
            assertThat(processes.end()).isEqualTo(status == 0 ? End.IN_ORDER : End.DEATH);
        }
    }

    /** The shell around it may well end with 0. */
    @Test
    void haveDiedWhereOneIsGoneWhoseExitStatusNobodyTells(@TempDir Path folder) throws Exception {
        WorkerLoad worker = worker(folder);
        Process shell = start();
        Process server = start();
        BackendProcesses processes = BackendProcesses.ofWorker(worker, shell.pid(), server.pid());
        BackendProcesses other = BackendProcesses.ofServer(server.pid());
        server.destroyForcibly().waitFor();
        worker.ended(0);

        assertThat(processes.end()).isEqualTo(End.DEATH);
        assertThat(other.end()).isEqualTo(End.DEATH);
    }

    @Test
    void ofLaterConnectionsAreThoseThatAreLeft(@TempDir Path folder) throws Exception {
        Process first = start();
        Process second = start();
        BackendProcesses processes = BackendProcesses.ofWorker(worker(folder), first.pid(), first.pid(), second.pid());
        assertThat(processes.current()).isSameAs(processes);
        second.destroyForcibly().waitFor();

        assertThat(processes.end()).isEqualTo(End.DEATH);
        assertThat(processes.current().end()).isEqualTo(End.IN_ORDER);
    }

    @Test
    void areUnknownWhereTheyWereGoneBefore() throws Exception {
        Process gone = start();
        gone.destroyForcibly().waitFor();

        assertThat(BackendProcesses.ofServer(gone.pid())).isSameAs(BackendProcesses.UNKNOWN);
        assertThat(BackendProcesses.ofServer(0)).isSameAs(BackendProcesses.UNKNOWN);
    }

    /** To most users process 1 is one that they may not look at: that it can't be seen does not make it gone. */
    @Test
    void areNotGoneWhereNobodyMayLookAtThem() {
        assertThat(BackendProcesses.ofServer(1)).isNotSameAs(BackendProcesses.UNKNOWN);
    }

    private WorkerLoad worker(Path folder) throws IOException {
        Scoreboard scoreboard = Scoreboard.create(folder.resolve("scoreboard" + started.size()), 1);
        return new WorkerLoad(0, 1, scoreboard.block(0));
    }

    private Process start() throws IOException {
        Process process = new ProcessBuilder("sleep", "1000").start();
        started.add(process);
        return process;
    }
}
