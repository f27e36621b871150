/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.cli;

import io.drover.balancer.Primary;
import io.drover.core.time.NanoClock;
import org.jspecify.annotations.Nullable;

/**
 * What signals to the primary do: TERM and INT stop the cluster, another one after {@link StopSignals#ECHO_MS} ends it at
 * once, USR2 reloads it, TTIN and TTOU have one worker more or less; HUP has certificates read again where there are any.
 *
 * <p>They can come before there is a cluster. A stop is remembered until there is one; a reload has nothing to reload,
 * but must be caught all the same: the JVM uses USR2 for itself where nobody handles it, and dies of it.
 *
 * <p>Threading: safe from any thread.
 */
final class ClusterSignals {
    private final StopSignals stops = new StopSignals(NanoClock.SYSTEM); // guarded by this
    private @Nullable Primary primary; // guarded by this
    private @Nullable String stoppedBy; // guarded by this

    private ClusterSignals() {}

    static ClusterSignals install() {
        ClusterSignals signals = new ClusterSignals();
        ProcessSignals.handle("TERM", () -> signals.onStop("SIGTERM"));
        ProcessSignals.handle("INT", () -> signals.onStop("SIGINT"));
        ProcessSignals.handle("USR2", signals::onReload);
        ProcessSignals.handle("TTIN", () -> signals.onScale(1));
        ProcessSignals.handle("TTOU", () -> signals.onScale(-1));
        ProcessSignals.handle("USR1", signals::onReopenLogs);
        return signals;
    }

    synchronized void attach(Primary started) {
        primary = started;
        if (started.hasCertificates()) {
            // Only then: otherwise it ends a cluster whose terminal is closed, as it ends any program.
            ProcessSignals.handle("HUP", started::reloadCertificates);
        }
        if (stoppedBy != null) {
            started.stop(stoppedBy);
        }
    }

    private synchronized void onStop(String signal) {
        StopSignals.Wish wish = stops.onSignal();
        if (wish == StopSignals.Wish.STOP) {
            stoppedBy = signal;
        }
        if (primary == null) {
            return;
        }
        switch (wish) {
            case STOP -> primary.stop(signal);
            case STOP_AT_ONCE -> primary.kill("second signal, " + signal);
            case NOTHING_NEW -> {}
        }
    }

    private synchronized void onReload() {
        if (primary != null) {
            primary.reload();
        }
    }

    private synchronized void onReopenLogs() {
        if (primary != null) {
            primary.reopenLogs();
        }
    }

    private synchronized void onScale(int difference) {
        if (primary != null) {
            primary.scaleBy(difference);
        }
    }
}
