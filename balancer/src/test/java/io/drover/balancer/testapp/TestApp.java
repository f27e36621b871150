/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.testapp;

import io.drover.worker.WorkerRuntime;
import java.io.IOException;
import java.net.BindException;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Runs alone or as a worker. What it prints begins with a word that tests wait for: {@code bound}, {@code refused},
 * {@code draining}, {@code ended}.
 */
public final class TestApp {
    private static final int FAILED_EXIT_CODE = 7;
    private static final int FILE_POLL_MS = 10;

    private final AppOptions options;

    private TestApp(AppOptions options) {
        this.options = options;
    }

    /**
     * Starts the application.
     *
     * @param args see {@link AppOptions}
     */
    public static void main(String... args) throws IOException, InterruptedException {
        System.out.println("arguments " + Arrays.toString(args));
        new TestApp(AppOptions.parse(args)).run();
    }

    private void run() throws IOException, InterruptedException {
        failWhereAsked();
        if (options.neverJoins()) {
            Thread.currentThread().join();
        }
        WorkerRuntime runtime =
                WorkerRuntime.builder().eventLoops(options.threads()).join();
        try (runtime) {
            runtime.onDrain(() -> System.out.println("draining"));
            AppListeners listeners = new AppListeners(runtime);
            for (SocketAddress address : options.listen()) {
                listen(listeners, address);
            }
            if (options.readyWhen() != null) {
                awaitFile(options.readyWhen());
                runtime.ready();
            }
            runtime.awaitTermination();
        }
        System.out.println("ended");
        if (options.staysOn()) {
            Thread.currentThread().join();
        }
    }

    /** Lets a test break the application between two of its starts. */
    private void failWhereAsked() {
        if (options.failWhen() != null && Files.exists(options.failWhen())) {
            System.out.println("this goes to standard output");
            System.err.println("this goes to standard error");
            System.exit(FAILED_EXIT_CODE);
        }
    }

    private void listen(AppListeners listeners, SocketAddress address) throws IOException {
        try {
            System.out.println("bound " + listeners.open(address));
        } catch (BindException e) {
            System.out.println("refused " + e);
            if (!options.toleratesRefusal()) {
                throw e;
            }
        }
    }

    private static void awaitFile(Path file) throws InterruptedException {
        while (!Files.exists(file)) {
            Thread.sleep(FILE_POLL_MS);
        }
    }
}
