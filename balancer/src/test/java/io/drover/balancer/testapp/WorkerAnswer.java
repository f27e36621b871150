/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.testapp;

import java.util.Arrays;

/**
 * Which worker answered: the body of {@code /worker}.
 *
 * @param slot its slot
 * @param workerId its id
 * @param generation its generation
 * @param pid its process
 */
public record WorkerAnswer(int slot, long workerId, int generation, long pid) {

    String toText() {
        return slot + " " + workerId + " " + generation + " " + pid;
    }

    /** Reads the body. */
    public static WorkerAnswer parse(String body) {
        long[] parts = Arrays.stream(body.trim().split(" ", -1))
                .mapToLong(Long::parseLong)
                .toArray();
        return new WorkerAnswer((int) parts[0], parts[1], (int) parts[2], parts[3]);
    }
}
