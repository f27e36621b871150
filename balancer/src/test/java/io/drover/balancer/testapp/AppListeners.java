/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.testapp;

import io.drover.worker.WorkerListener;
import io.drover.worker.WorkerRuntime;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the application listens on. Safe from any thread but the event loops. */
final class AppListeners {
    private final WorkerRuntime runtime;
    private final AppPipeline pipeline;
    private final List<Open> open = new CopyOnWriteArrayList<>();

    /** A listener, and what was asked for: port 0 can be asked for more than once. */
    private record Open(SocketAddress wanted, WorkerListener listener) {}

    AppListeners(WorkerRuntime runtime) {
        this.runtime = runtime;
        this.pipeline = new AppPipeline(runtime, new Routes(runtime, this));
    }

    SocketAddress open(SocketAddress address) throws IOException {
        WorkerListener listener = runtime.listen(address, pipeline);
        open.add(new Open(address, listener));
        return listener.localAddress();
    }

    void close(SocketAddress address) {
        List<Open> closing =
                open.stream().filter(one -> one.wanted().equals(address)).toList();
        open.removeAll(closing);
        closing.forEach(one -> one.listener().close());
    }

    List<SocketAddress> localAddresses() {
        return open.stream().map(one -> one.listener().localAddress()).toList();
    }
}
