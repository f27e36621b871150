/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.broken;

/** An application that starts and never listens. */
public final class NeverListens {
    private static final long FOR_EVER_MS = 3_600_000;

    private NeverListens() {}

    /** Waits. */
    public static void main(String[] arguments) throws InterruptedException {
        Thread.sleep(FOR_EVER_MS);
    }
}
