/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.control;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the primary tells a new worker through its environment.
 *
 * @param control path of the primary's control socket ({@code DROVER_CONTROL})
 * @param token secret with which this worker proves itself ({@code DROVER_TOKEN})
 * @param workerId 1, 2, 3, …, never used again ({@code DROVER_WORKER_ID})
 * @param slot stable index from 0 ({@code DROVER_SLOT})
 * @param generation reload epoch from 1 ({@code DROVER_GENERATION})
 * @param scoreboard path of the shared-memory file ({@code DROVER_SCOREBOARD})
 * @param block this worker's block in it ({@code DROVER_BLOCK})
 */
public record WorkerEnvironment(
        Path control, String token, long workerId, int slot, int generation, Path scoreboard, int block) {
    private static final String CONTROL = "DROVER_CONTROL";
    private static final String TOKEN = "DROVER_TOKEN";
    private static final String WORKER_ID = "DROVER_WORKER_ID";
    private static final String SLOT = "DROVER_SLOT";
    private static final String GENERATION = "DROVER_GENERATION";
    private static final String SCOREBOARD = "DROVER_SCOREBOARD";
    private static final String BLOCK = "DROVER_BLOCK";

    /** The names of all variables, which whatever a worker starts inherits. */
    public static final Set<String> NAMES = Set.of(CONTROL, TOKEN, WORKER_ID, SLOT, GENERATION, SCOREBOARD, BLOCK);

    /** Returns the variables for a program that can't join: who it is, without the secret. */
    public Map<String, String> publicVariables() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put(WORKER_ID, Long.toString(workerId));
        variables.put(SLOT, Integer.toString(slot));
        variables.put(GENERATION, Integer.toString(generation));
        return variables;
    }

    /** Returns the variables that say this. */
    public Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put(CONTROL, control.toString());
        variables.put(TOKEN, token);
        variables.put(WORKER_ID, Long.toString(workerId));
        variables.put(SLOT, Integer.toString(slot));
        variables.put(GENERATION, Integer.toString(generation));
        variables.put(SCOREBOARD, scoreboard.toString());
        variables.put(BLOCK, Integer.toString(block));
        return variables;
    }

    /**
     * Reads the variables.
     *
     * @return what they say, or null in a process that no primary started
     * @throws IllegalArgumentException when some are missing or wrong
     */
    public static @Nullable WorkerEnvironment of(Map<String, String> variables) {
        String control = variables.get(CONTROL);
        if (control == null || control.isEmpty()) {
            return null;
        }
        return new WorkerEnvironment(
                Path.of(control),
                required(variables, TOKEN),
                number(variables, WORKER_ID),
                index(variables, SLOT),
                index(variables, GENERATION),
                Path.of(required(variables, SCOREBOARD)),
                index(variables, BLOCK));
    }

    private static String required(Map<String, String> variables, String name) {
        String value = variables.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    name + ": not set (expected: what the primary sets with " + CONTROL + ")");
        }
        return value;
    }

    private static long number(Map<String, String> variables, String name) {
        String value = required(variables, name);
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: a number)", e);
        }
    }

    private static int index(Map<String, String> variables, String name) {
        long number = number(variables, name);
        if (number != (int) number) {
            throw new IllegalArgumentException(name + ": " + number + " (expected: a number)");
        }
        return (int) number;
    }

    @Override
    public String toString() {
        return "worker " + workerId + " in slot " + slot + ", generation " + generation;
    }
}
