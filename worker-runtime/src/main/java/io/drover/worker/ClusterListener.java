/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker;

import io.drover.core.control.ControlMessage.StoppedListening;
import io.drover.worker.control.ControlClient;
import io.drover.worker.drain.Drain;
import io.drover.worker.drain.Stoppable;
import java.net.SocketAddress;
import java.util.concurrent.atomic.AtomicBoolean;

/** One listener of a worker, as the app holds it. */
final class ClusterListener implements WorkerListener {
    private final SocketAddress localAddress;
    private final Stoppable intake;
    private final int listenerId;
    private final ControlClient control;
    private final Drain drain;
    private final Runnable onClose;
    private final AtomicBoolean closed = new AtomicBoolean();

    ClusterListener(
            SocketAddress localAddress,
            Stoppable intake,
            int listenerId,
            ControlClient control,
            Drain drain,
            Runnable onClose) {
        this.localAddress = localAddress;
        this.intake = intake;
        this.listenerId = listenerId;
        this.control = control;
        this.drain = drain;
        this.onClose = onClose;
    }

    @Override
    public SocketAddress localAddress() {
        return localAddress;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            drain.forget(intake);
            // The primary takes the worker out of the listener and what is unread out of the lane.
            control.send(new StoppedListening(listenerId));
            intake.stop();
            onClose.run();
        }
    }
}
