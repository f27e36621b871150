/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.dispatch;

import io.drover.core.scoreboard.RelayFailure;
import io.drover.core.scoreboard.WorkerBlock;
import java.util.concurrent.TimeUnit;

/**
 * What was relayed to a worker or an upstream, and what went wrong.
 *
 * @param bytesIn from clients to it
 * @param bytesOut from it to clients
 * @param connectMicros how long it took to answer a connect, the mean in µs; 0 before the first
 * @param connectFailures how many connects it refused or did not answer
 * @param clientFailures how many connections clients reset
 * @param backendFailures how many it reset, or that were open when it died
 * @param timeouts how many took too long
 */
public record RelayStatus(
        long bytesIn,
        long bytesOut,
        long connectMicros,
        long connectFailures,
        long clientFailures,
        long backendFailures,
        long timeouts) {

    /** Returns what its block says. */
    public static RelayStatus of(WorkerBlock block) {
        long connects = block.connects();
        return new RelayStatus(
                block.bytesTo(),
                block.bytesFrom(),
                connects == 0 ? 0 : TimeUnit.NANOSECONDS.toMicros(block.connectNs() / connects),
                block.failures(RelayFailure.CONNECT),
                block.failures(RelayFailure.CLIENT),
                block.failures(RelayFailure.BACKEND),
                block.failures(RelayFailure.TIMEOUT));
    }
}
