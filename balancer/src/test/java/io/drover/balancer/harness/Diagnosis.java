/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.harness;

import io.drover.core.scoreboard.Scoreboard;
import io.drover.core.scoreboard.WorkerBlock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Prints all there is to know of a cluster whose test has failed, while it still runs. */
final class Diagnosis {
    private static final int PATIENCE_S = 5;
    private static final int MAX_LINES = 400;

    private Diagnosis() {}

    static void show(String test, Cluster cluster) {
        StringBuilder text = new StringBuilder();
        text.append("==== ").append(test).append(": cluster of primary ").append(cluster.pid());
        text.append(cluster.isAlive() ? "\n" : ", ended\n");
        var lines = cluster.output().all();
        lines.stream().skip(Math.max(0, lines.size() - MAX_LINES)).forEach(line -> text.append(line)
                .append('\n'));
        if (cluster.isAlive()) {
            text.append(scoreboardOf(cluster));
        }
        for (long pid : cluster.livePids()) {
            text.append(processOf(pid));
        }
        System.err.println(text.append("==== end of ").append(test));
    }

    private static String scoreboardOf(Cluster cluster) {
        StringBuilder text = new StringBuilder("---- scoreboard\n");
        try {
            Scoreboard scoreboard = cluster.scoreboard();
            for (int i = 0; i < scoreboard.blockCount(); i++) {
                WorkerBlock block = scoreboard.block(i);
                if (block.workerId() > 0) {
                    text.append("slot ")
                            .append(block.slot())
                            .append(", worker ")
                            .append(block.workerId());
                    text.append(' ').append(block.state()).append(": sent ").append(block.sent());
                    text.append(", received ").append(block.received());
                    text.append(", closed ").append(block.closed());
                    text.append(", heartbeat ").append(block.heartbeat()).append('\n');
                }
            }
        } catch (RuntimeException | AssertionError e) {
            text.append("not there: ").append(e).append('\n');
        }
        return text.toString();
    }

    private static String processOf(long pid) {
        Path process = Path.of("/proc", Long.toString(pid));
        StringBuilder text = new StringBuilder("---- process " + pid + "\n");
        try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
            String command = Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
            text.append(command.replace('\0', ' ')).append('\n');
            text.append(descriptors.count()).append(" descriptors\n");
            if (command.contains("java")) {
                text.append(threadsOf(pid));
            }
        } catch (IOException e) {
            text.append("gone: ").append(e).append('\n');
        }
        return text.toString();
    }

    private static String threadsOf(long pid) throws IOException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        if (!Files.isExecutable(jcmd)) {
            return "no jcmd for its threads\n";
        }
        // Through a file: a stopped process never answers, and then nothing may wait for the end of the stream.
        Path answer = Files.createTempFile("threads", null);
        Process dump = new ProcessBuilder(jcmd.toString(), Long.toString(pid), "Thread.print")
                .redirectErrorStream(true)
                .redirectOutput(answer.toFile())
                .start();
        try {
            if (!dump.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
                dump.destroyForcibly();
            }
        } catch (InterruptedException e) {
            dump.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        String threads = Files.readString(answer);
        Files.delete(answer);
        return threads;
    }
}
