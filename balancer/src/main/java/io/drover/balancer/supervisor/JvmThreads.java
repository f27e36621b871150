/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import java.util.ArrayList;
import java.util.List;

/**
 * How many threads a worker's JVM has for itself. Alone on a machine it takes about as many as there are cores to collect
 * garbage and to compile; with one JVM on every core the machine would have the square of that.
 *
 * <p>What the application sees as the number of cores stays ({@code -XX:ActiveProcessorCount} would change the size of
 * its pools and with one core the collector), and so does whatever the user sets.
 *
 * @param cores that this process may use
 * @param workers that share them
 */
record JvmThreads(int cores, int workers) {
    /** One collects while others wait for their clients: more than its share helps a worker then. */
    private static final int MIN_COLLECTING = 2;

    /** One for each of the two compilers. */
    private static final int MIN_COMPILING = 2;

    private static final List<String> SAYS_SO_ITSELF = List.of(
            "-XX:ActiveProcessorCount",
            "-XX:CICompilerCount",
            "-XX:TieredStopAtLevel",
            "-XX:-TieredCompilation",
            "-Xint");

    /** Returns the arguments; none where the JVM would not take more by itself. */
    List<String> arguments(List<String> ofUser) {
        List<String> arguments = new ArrayList<>();
        int share = Math.max(1, (cores + workers - 1) / workers);
        int collecting = Math.max(MIN_COLLECTING, share);
        if (collecting < collectingByDefault()
                && !isSet(ofUser, List.of("-XX:ActiveProcessorCount", "-XX:ParallelGC"))) {
            arguments.add("-XX:ParallelGCThreads=" + collecting);
        }
        int compiling = Math.max(MIN_COMPILING, share);
        if (compiling < compilingByDefault() && !isSet(ofUser, SAYS_SO_ITSELF)) {
            arguments.add("-XX:CICompilerCount=" + compiling);
        }
        return arguments;
    }

    /** As in HotSpot's WorkerPolicy; the threads for concurrent work follow from these. */
    private int collectingByDefault() {
        return cores <= 8 ? cores : 8 + (cores - 8) * 5 / 8;
    }

    /** As in HotSpot's CompilationPolicy: log2(n) * log2(log2(n)) * 3 / 2. */
    private int compilingByDefault() {
        int log = 31 - Integer.numberOfLeadingZeros(cores);
        int logLog = log < 1 ? 0 : 31 - Integer.numberOfLeadingZeros(log);
        return Math.max(log * logLog * 3 / 2, 2);
    }

    private static boolean isSet(List<String> ofUser, List<String> prefixes) {
        return ofUser.stream().anyMatch(argument -> prefixes.stream().anyMatch(argument::startsWith));
    }
}
