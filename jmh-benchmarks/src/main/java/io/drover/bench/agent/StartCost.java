/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.bench.agent;

import io.drover.balancer.Primary;
import io.drover.balancer.events.ClusterEvent;
import io.drover.balancer.events.ClusterEvent.WorkerReady;
import io.drover.core.config.ClusterConfig;
import io.drover.core.config.Setting;
import io.drover.core.time.NanoClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;

/**
 * How much later a server that knows nothing of Drover is ready where the agent makes it a worker: a worker is killed and
 * its replacement waited for, and the same JVM is started alone with the same arguments but for the agent, in turns. Both
 * times are from before fork(2), until the primary knows that the application listens, and until its port lets somebody
 * in.
 */
public final class StartCost {
    private static final int WARM_UP_ROUNDS = 3;
    private static final int TIMEOUT_S = 60;

    /** Fine enough for milliseconds, and costs the JVM that starts next to nothing. */
    private static final long LOOK_NS = 500_000;

    /** For what a JVM goes on doing for a while when it is ready. */
    private static final long SETTLE_NS = 300_000_000;

    private final Path java;
    private final Path jar;
    private final List<String> arguments;
    private final BlockingQueue<Started> ready = new LinkedBlockingQueue<>();

    private StartCost(Path java, Path jar, List<String> arguments) {
        this.java = java;
        this.jar = jar;
        this.arguments = arguments;
    }

    /**
     * Prints one line.
     *
     * @param args how many rounds; the java command; the server's jar; its arguments, in which {port} is its port
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        List<String> arguments = List.of(args).subList(3, args.length);
        new StartCost(Path.of(args[1]), Path.of(args[2]), arguments).measure(Integer.parseInt(args[0]));
    }

    private void measure(int rounds) throws IOException, InterruptedException {
        ClusterConfig config = ClusterConfig.builder(jar)
                .set(Setting.NAME, "start-cost-" + ProcessHandle.current().pid())
                .set(Setting.WORKERS, "1")
                .set(Setting.JAVA, java.toString())
                .set(Setting.RESTART_WINDOW, "1s")
                .set(Setting.MAX_RESTARTS, "1000")
                .appArguments(arguments(freePort()).toArray(String[]::new))
                .build();
        List<Started> alone = new ArrayList<>();
        List<Started> inCluster = new ArrayList<>();
        Primary primary = Primary.start(config, this::onEvent, (slot, isError, line) -> {});
        try {
            Started worker = next();
            for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
                LockSupport.parkNanos(SETTLE_NS);
                Started oneAlone = startAlone(worker);
                LockSupport.parkNanos(SETTLE_NS);
                worker = replacementOf(worker);
                if (round >= 0) {
                    alone.add(oneAlone);
                    inCluster.add(worker);
                }
            }
        } finally {
            primary.close();
        }
        print("ready after", alone, inCluster, one -> one.afterNs);
        print("processor time", alone, inCluster, one -> one.processorNs);
    }

    /**
     * One that listens.
     *
     * @param pid of its JVM
     * @param afterNs since it was started
     * @param processorNs used by all its threads until then
     */
    private record Started(long pid, long afterNs, long processorNs) {
        static Started now(long pid, long afterNs) throws IOException {
            long processorNs = 0;
            try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/" + pid + "/task"))) {
                for (Path thread : threads) {
                    String[] times =
                            Files.readString(thread.resolve("schedstat")).split(" ", -1);
                    processorNs += Long.parseLong(times[0]);
                }
            }
            return new Started(pid, afterNs, processorNs);
        }
    }

    private void onEvent(ClusterEvent event) {
        if (event instanceof WorkerReady worker) {
            try {
                ready.add(Started.now(worker.worker().pid(), worker.after().toNanos()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Started next() throws IOException, InterruptedException {
        Started next = ready.poll(TIMEOUT_S, TimeUnit.SECONDS);
        if (next == null) {
            throw new IOException(jar + ": no worker is ready within " + TIMEOUT_S + " s");
        }
        return next;
    }

    private Started replacementOf(Started worker) throws IOException, InterruptedException {
        ProcessHandle.of(worker.pid).ifPresent(ProcessHandle::destroyForcibly);
        return next();
    }

    private Started startAlone(Started worker) throws IOException, InterruptedException {
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(commandOf(worker, port))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        long startNs = NanoClock.SYSTEM.nanoTime();
        Process process = builder.start();
        try {
            while (!letsIn(port)) {
                if (!process.isAlive()) {
                    throw new IOException(jar + ": has ended");
                }
                LockSupport.parkNanos(LOOK_NS);
            }
            return Started.now(process.pid(), NanoClock.SYSTEM.nanoTime() - startNs);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** Returns what a worker was started with, but for the agent; through a shell, as the primary does it. */
    private List<String> commandOf(Started worker, int port) throws IOException {
        String[] line =
                Files.readString(Path.of("/proc/" + worker.pid + "/cmdline")).split("\0", -1);
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "exec \"$0\" \"$@\""));
        for (String argument : line) {
            if (argument.equals("-jar")) {
                break;
            }
            if (!argument.startsWith("-agentlib:") && !argument.startsWith("-javaagent:")) {
                command.add(argument);
            }
        }
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(arguments(port));
        return command;
    }

    private static boolean letsIn(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private List<String> arguments(int port) {
        return arguments.stream()
                .map(argument -> argument.replace("{port}", Integer.toString(port)))
                .toList();
    }

    private static void print(String what, List<Started> alone, List<Started> inCluster, ToLongFunction<Started> ns) {
        double[] aloneMs =
                alone.stream().mapToDouble(one -> ns.applyAsLong(one) / 1e6).toArray();
        double[] inClusterMs =
                inCluster.stream().mapToDouble(one -> ns.applyAsLong(one) / 1e6).toArray();
        double[] moreMs = new double[aloneMs.length];
        Arrays.setAll(moreMs, round -> inClusterMs[round] - aloneMs[round]);
        System.out.printf(
                Locale.ROOT,
                "%s: alone %s ms, in a cluster %s ms, more by %s ms; %d rounds%n",
                what,
                spread(aloneMs),
                spread(inClusterMs),
                spread(moreMs),
                aloneMs.length);
    }

    private static String spread(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return String.format(
                Locale.ROOT, "%.0f [%.0f-%.0f]", sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
    }
}
