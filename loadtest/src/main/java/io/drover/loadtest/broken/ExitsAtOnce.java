/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.broken;

/** An application that ends as soon as it is started. */
public final class ExitsAtOnce {
    private static final int CODE = 3;

    private ExitsAtOnce() {}

    /** Ends. */
    public static void main(String[] arguments) {
        System.err.println("no database: giving up");
        System.exit(CODE);
    }
}
