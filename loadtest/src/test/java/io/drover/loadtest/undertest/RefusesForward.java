/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.undertest;

/** A balancer that knows no forward mode, or can't do anything at all. */
final class RefusesForward {
    private RefusesForward() {}

    /** Refuses, as the balancer does; without a mode it fails for another reason. */
    public static void main(String[] arguments) {
        for (String argument : arguments) {
            if (argument.startsWith("--forward=") && !argument.endsWith("=broken")) {
                System.err.println("forward: " + argument.substring("--forward=".length()) + " (expected: handoff)");
                System.exit(2);
            }
        }
        System.exit(1);
    }
}
