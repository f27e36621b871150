/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.testapp;

import io.drover.worker.WorkerRuntime;

/** Joins when its JVM is ending already, as one does that gets a SIGTERM while it starts. */
public final class EndingAlreadyApp {
    private EndingAlreadyApp() {}

    public static void main(String... args) {
        Runtime.getRuntime().addShutdownHook(new Thread(EndingAlreadyApp::join));
    }

    private static void join() {
        try (WorkerRuntime runtime = WorkerRuntime.join()) {
            System.out.println("joined as slot " + runtime.slot());
        }
    }
}
