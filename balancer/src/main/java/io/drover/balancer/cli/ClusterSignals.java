/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.cli;

import io.drover.balancer.Primary;
import org.jspecify.annotations.Nullable;

/**
 * What signals to the primary do: TERM and INT stop the cluster, a second one ends it at once, USR2 reloads it, TTIN and
 * TTOU have one worker more or less; HUP has certificates read again where there are any.
 *
 * <p>They can come before there is a cluster. A stop is remembered until there is one; a reload has nothing to reload,
 * but must be caught all the same: the JVM uses USR2 for itself where nobody handles it, and dies of it.
 *
 * <p>Threading: safe from any thread.
 */
final class ClusterSignals {
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
        boolean again = stoppedBy != null;
        stoppedBy = signal;
        if (primary == null) {
            return;
        }
        if (again) {
            primary.kill("second signal, " + signal);
        } else {
            primary.stop(signal);
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
