/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.undertest;

import io.drover.loadtest.process.HttpProbe;
import io.drover.loadtest.process.Pinning;
import io.drover.loadtest.process.ServerProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Where targets are started: what they are made of, ports, files, and an end for all that was started.
 *
 * <p>Threading: safe from any thread; {@link #close} is also called when this JVM is interrupted.
 */
public final class Workbench implements AutoCloseable {
    /** The page that tells whether a target answers: all of them have it, and it is cheap. */
    static final String PROBE_PATH = "/plaintext";

    /** Below those that the kernel gives to clients, of which a load test has thousands (ip_local_port_range, ip(7)). */
    private static final int FIRST_PORT = 20_000;

    private static final int END_PORT = 30_000;

    private static final Duration START_TIMEOUT = Duration.ofSeconds(30);

    private final Path balancerJar;
    private final Path appJar;
    private final Path logs;
    private final Pinning pinning;
    private final Path files;
    private final List<ServerProcess> started = new ArrayList<>(); // guarded by this
    private final Set<Integer> ports = new HashSet<>(); // guarded by this
    private final SplittableRandom random = new SplittableRandom(); // guarded by this
    private boolean closed; // guarded by this

    /**
     * Prepares it.
     *
     * @param logs the folder for what the processes print
     * @param pinning of the processes
     */
    public Workbench(Path balancerJar, Path appJar, Path logs, Pinning pinning) throws IOException {
        this.pinning = pinning;
        this.balancerJar = balancerJar;
        this.appJar = appJar;
        this.logs = Files.createDirectories(logs);
        this.files = Files.createTempDirectory("drover-loadtest-");
    }

    /** Returns the jar of the balancer. */
    public Path balancerJar() {
        return balancerJar;
    }

    /** Returns the jar of the application. */
    public Path appJar() {
        return appJar;
    }

    /** Returns a folder that is gone when all is over. */
    public Path files() {
        return files;
    }

    /** Starts a process that prints into a log of that name. */
    public synchronized ServerProcess start(String name, List<String> command) throws IOException {
        if (closed) {
            throw new IOException(name + ": not started (expected: a load test that goes on)");
        }
        ServerProcess process = ServerProcess.start(
                name, pinning.server(command), logs.resolve(name.replaceAll("[^A-Za-z0-9.-]+", "-") + ".log"));
        started.add(process);
        return process;
    }

    /** Waits until a process answers on that port, and has printed that text as well. */
    void awaitAnswer(ServerProcess process, int port, String printed) throws IOException, InterruptedException {
        process.await(() -> process.hasPrinted(printed) && HttpProbe.answers(port, PROBE_PATH), START_TIMEOUT);
    }

    /** Waits until a process answers on that port. */
    void awaitAnswer(ServerProcess process, int port) throws IOException, InterruptedException {
        awaitAnswer(process, port, "");
    }

    /** Returns a port that was free a moment ago, and that was not given out before. */
    public synchronized int freePort() throws IOException {
        while (true) {
            int port = random.nextInt(FIRST_PORT, END_PORT);
            if (!ports.add(port)) {
                continue;
            }
            try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return probe.getLocalPort();
            } catch (BindException e) {
                // Taken: another one.
            }
        }
    }

    /** Writes a file into that folder. */
    Path write(String name, String content) throws IOException {
        return Files.writeString(files.resolve(name), content);
    }

    /** Writes a resource of this package into that folder. */
    Path writeResource(String name) throws IOException {
        Path file = files.resolve(name);
        try (InputStream content = Workbench.class.getResourceAsStream(name)) {
            if (content == null) {
                throw new IOException("resource: " + name + " (expected: a file of this jar)");
            }
            Files.write(file, content.readAllBytes());
        }
        return file;
    }

    /** Ends everything that was started and still runs, the last first. */
    @Override
    public synchronized void close() {
        closed = true;
        for (int i = started.size() - 1; i >= 0; i--) {
            started.get(i).close();
        }
        started.clear();
        deleteFiles();
    }

    private void deleteFiles() {
        try (Stream<Path> all = Files.walk(files)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            // Closed before, or a few bytes in the temp directory; nothing to fail for.
        }
    }
}
