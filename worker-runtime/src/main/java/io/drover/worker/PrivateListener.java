/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker;

import io.drover.worker.drain.Drain;
import io.drover.worker.intake.DirectListener;
import java.net.SocketAddress;

/** A listener that the primary has no part in: of a process alone, or of a worker on an address that is not shared. */
final class PrivateListener implements WorkerListener {
    private final DirectListener listener;
    private final Drain drain;
    private final Runnable onClose;

    PrivateListener(DirectListener listener, Drain drain, Runnable onClose) {
        this.listener = listener;
        this.drain = drain;
        this.onClose = onClose;
    }

    @Override
    public SocketAddress localAddress() {
        return listener.localAddress();
    }

    @Override
    public void close() {
        drain.forget(listener);
        listener.close();
        onClose.run();
    }
}
