/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.chaos;

import io.drover.core.lifecycle.WorkerState;
import io.drover.core.scoreboard.Scoreboard;
import io.drover.core.scoreboard.WorkerBlock;
import io.drover.loadtest.process.Executables;
import io.drover.loadtest.process.HttpProbe;
import io.drover.loadtest.process.ServerProcess;
import io.drover.loadtest.process.Signals;
import io.drover.loadtest.undertest.Workbench;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * A cluster of processes to be hurt, with a copy of the jar of its own.
 *
 * <p>Which workers there are is read from the scoreboard: exactly, and without asking the primary, which is under test.
 *
 * <p>Threading: confined to the scenario's thread.
 */
public final class FaultyCluster implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long COMMAND_PATIENCE_S = 180;

    /** That of the sample application. */
    static final String SAMPLE_PATH = "/plaintext";

    private static final String SAMPLE_SLOW_PATH = "/slow?ms=100";
    private static final String NO_LIMIT = "";

    /**
     * What a command to the cluster said.
     *
     * @param exitCode of it
     * @param output lines of standard output
     * @param errors lines of standard error
     */
    public record Said(int exitCode, List<String> output, List<String> errors) {}

    private final ChaosSession session;
    private final String name;
    private final int port;
    private final ServerProcess primary;
    private final Path folder;
    private final Path backend;
    private final Scoreboard scoreboard;

    private FaultyCluster(ChaosSession session, String name, int port, ServerProcess primary, Path folder)
            throws IOException {
        this.session = session;
        this.name = name;
        this.port = port;
        this.primary = primary;
        this.folder = folder;
        this.backend = folder.resolve("app.jar");
        this.scoreboard = Scoreboard.open(runDirectory().resolve("drover-" + name + "/scoreboard"));
    }

    /** Starts one and waits until all of its workers are ready. */
    public static FaultyCluster start(ChaosSession session, String scenario, int workers, String... options)
            throws IOException, InterruptedException {
        return launch(session, scenario, workers, NO_LIMIT, List.of(options));
    }

    /** Starts one in which no process can have more open descriptors than that. */
    static FaultyCluster startLimited(ChaosSession session, String scenario, int workers, int descriptors)
            throws IOException, InterruptedException {
        return launch(session, scenario, workers, "ulimit -n " + descriptors + " && ", List.of());
    }

    private static FaultyCluster launch(
            ChaosSession session, String scenario, int workers, String limit, List<String> options)
            throws IOException, InterruptedException {
        Workbench bench = session.bench();
        int port = bench.freePort();
        String name = scenario + "-" + port;
        session.progress().onStep("starting a cluster of " + workers);
        Path folder = Files.createDirectories(bench.files().resolve(name));
        Files.createDirectories(folder.resolve("run"));
        Files.createDirectories(folder.resolve("tmp"));
        Path backend = Files.copy(bench.appJar(), folder.resolve("app.jar"));
        List<String> command = new ArrayList<>(List.of(
                "/bin/sh", "-c", limit + "export XDG_RUNTIME_DIR=" + folder.resolve("run") + " && exec \"$@\"", "sh"));
        // A fixed heap: what the primary's memory grows by then is no garbage.
        command.addAll(List.of(
                Executables.java().toString(),
                "-Xms64m",
                "-Xmx64m",
                "-XX:+AlwaysPreTouch",
                "-Djava.io.tmpdir=" + folder.resolve("tmp"),
                "-jar",
                bench.balancerJar().toString(),
                "--workers=" + workers,
                "--name=" + name,
                "--jvm-arg=-Xmx256m",
                "--backend=" + backend));
        command.addAll(options);
        command.add("--");
        command.addAll(appArguments(session, port));
        ServerProcess primary = bench.start("chaos-" + scenario, command);
        String path = session.settings().path();
        primary.await(
                () -> primary.hasPrinted("ready: " + workers + " worker") && HttpProbe.answers(port, path), PATIENCE);
        return new FaultyCluster(session, name, port, primary, folder);
    }

    private static List<String> appArguments(ChaosSession session, int port) {
        return session.settings().appArguments().stream()
                .map(argument -> argument.replace("{port}", Integer.toString(port)))
                .toList();
    }

    /** Starts the application alone and returns how long it took to answer. */
    Duration plainStart() throws IOException, InterruptedException {
        int plainPort = session.bench().freePort();
        List<String> command =
                new ArrayList<>(List.of(Executables.java().toString(), "-Xmx256m", "-jar", backend.toString()));
        command.addAll(appArguments(session, plainPort));
        long startNs = System.nanoTime();
        try (ServerProcess process = session.bench().start(name + "-plain", command)) {
            process.await(() -> HttpProbe.answers(plainPort, session.settings().path()), PATIENCE);
            return Duration.ofNanos(System.nanoTime() - startNs);
        }
    }

    /** Returns the page that clients ask for. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port + session.settings().path());
    }

    /** Returns a page that takes a while to answer, where the application has such a page. */
    URI slowUrl() {
        return session.settings().path().equals(SAMPLE_PATH) ? url().resolve(SAMPLE_SLOW_PATH) : url();
    }

    long primaryPid() {
        return primary.pid();
    }

    boolean isRunning() {
        return Signals.isAlive(primary.pid());
    }

    /** Returns the folders that the primary may write to. */
    List<Path> folders() {
        return List.of(runDirectory(), folder.resolve("tmp"));
    }

    private Path runDirectory() {
        return folder.resolve("run");
    }

    // ---- workers

    /** Returns those that are ready, slot by slot. */
    public List<WorkerBlock> readyWorkers() {
        return blocks(block -> block.state() == WorkerState.READY && Signals.isAlive(block.pid()));
    }

    /** Returns all that live, and have joined. */
    List<WorkerBlock> liveWorkers() {
        return blocks(block -> Signals.isAlive(block.pid()));
    }

    private List<WorkerBlock> blocks(Predicate<WorkerBlock> condition) {
        List<WorkerBlock> found = new ArrayList<>();
        for (int i = 0; i < scoreboard.blockCount(); i++) {
            WorkerBlock block = scoreboard.block(i);
            if (block.workerId() > 0 && block.pid() > 0 && condition.test(block)) {
                found.add(block);
            }
        }
        found.sort(Comparator.comparingInt(WorkerBlock::slot).thenComparingLong(WorkerBlock::workerId));
        return found;
    }

    /** Returns how many connections a worker has received and not closed. */
    public static long held(WorkerBlock block) {
        return Math.max(0, block.received() - block.closed());
    }

    /** Returns the process ids of those that are ready. */
    List<Long> readyPids() {
        return readyWorkers().stream().map(WorkerBlock::pid).sorted().toList();
    }

    /** Waits until so many workers are ready and no others are left. */
    public void awaitReady(int workers) throws IOException, InterruptedException {
        await(
                workers + " ready workers",
                () -> readyWorkers().size() == workers && liveWorkers().size() == workers);
    }

    /** Waits for something to become true. */
    public void await(String what, BooleanSupplier condition) throws IOException, InterruptedException {
        try {
            primary.await(condition, PATIENCE);
        } catch (IOException e) {
            throw new IOException("waiting for " + what + ": " + e.getMessage(), e);
        }
    }

    // ---- commands

    /** Gives a command as an operator does, and waits for its end. */
    public Said command(String... words) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "command", ".out");
        Path errors = Files.createTempFile(folder, "command", ".err");
        List<String> command = new ArrayList<>(List.of(
                Executables.java().toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                session.bench().balancerJar().toString()));
        command.addAll(List.of(words));
        command.add("--name=" + name);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
        builder.environment().put("XDG_RUNTIME_DIR", runDirectory().toString());
        Process process = builder.start();
        try {
            if (!process.waitFor(COMMAND_PATIENCE_S, TimeUnit.SECONDS)) {
                throw new IOException(String.join(" ", words) + ": no end (expected: one within " + COMMAND_PATIENCE_S
                        + " s)" + primary.lastOutput());
            }
            return new Said(process.exitValue(), Files.readAllLines(output), Files.readAllLines(errors));
        } finally {
            process.destroyForcibly();
            Files.deleteIfExists(output);
            Files.deleteIfExists(errors);
        }
    }

    /** Puts another file where the application's jar is, at once. */
    void deploy(Path jar) throws IOException {
        Path copy = Files.copy(jar, folder.resolve("next.jar"), StandardCopyOption.REPLACE_EXISTING);
        Files.move(copy, backend, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Puts the working jar back. */
    void deployWorking() throws IOException {
        deploy(session.bench().appJar());
    }

    /** Takes the jar away. */
    void undeploy() throws IOException {
        Files.deleteIfExists(backend);
    }

    /** Returns what the primary printed last. */
    String lastOutput() {
        return primary.lastOutput();
    }

    @Override
    public void close() {
        // One that is stopped would keep the primary waiting for its drain.
        for (WorkerBlock worker : liveWorkers()) {
            try {
                Signals.send("CONT", worker.pid());
            } catch (IOException e) {
                // Gone meanwhile.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        primary.close();
    }
}
