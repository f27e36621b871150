/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.app;

import io.drover.worker.WorkerRuntime;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Which worker this process is. */
record WorkerIdentity(long pid, int slot, long workerId, int generation) {

    static WorkerIdentity of(WorkerRuntime runtime) {
        return new WorkerIdentity(
                ProcessHandle.current().pid(), runtime.slot(), runtime.workerId(), runtime.generation());
    }

    /** Returns it as JSON, with the peer of the connection that asks. */
    String toJson(@Nullable SocketAddress peer) {
        return "{\"pid\":" + pid + ",\"slot\":" + slot + ",\"workerId\":" + workerId + ",\"generation\":" + generation
                + ",\"peer\":\"" + peerName(peer) + "\"}";
    }

    private static String peerName(@Nullable SocketAddress peer) {
        // A client's unix socket has no name, as a rule; where it has one, it is a path that would need escaping.
        return peer instanceof InetSocketAddress inet ? NetUtil.toSocketAddressString(inet) : "unix";
    }
}
