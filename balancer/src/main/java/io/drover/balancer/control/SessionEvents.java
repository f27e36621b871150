/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.control;

import io.drover.core.control.ControlMessage;
import io.drover.core.control.ControlMessage.FetchDescriptor;
import io.drover.core.control.ControlMessage.Hello;
import io.drover.core.control.ControlMessage.ReturnConnections;
import io.drover.core.control.ControlMessage.Welcome;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** What the workers say, for the supervisor. Called on the supervisor thread. */
public interface SessionEvents {

    /**
     * A process wants in as a worker.
     *
     * @param hello whose token has not been checked yet
     * @param session to talk to it from now on
     * @return what to welcome it with
     * @throws RefusedException when it is not a worker that was started and has not joined yet
     */
    Welcome onHello(Hello hello, WorkerSession session) throws RefusedException;

    /** A worker that was welcomed says something. */
    void onMessage(long workerId, ControlMessage message);

    /**
     * A worker fetches the descriptor of a listener.
     *
     * @param fetch whose token has not been checked yet
     * @return the descriptor to pass; it stays owned by the primary. Null where the worker comes too late: it is being
     *     stopped, or the listener has been closed
     * @throws RefusedException when it is not a worker that has joined
     * @throws IOException when there is none to be had
     */
    @Nullable
    FileDescriptor onFetch(FetchDescriptor fetch) throws RefusedException, IOException;

    /**
     * A worker is about to give connections back.
     *
     * @param giving whose token has not been checked yet
     * @return takes each of them, and owns it from then on
     * @throws RefusedException when it is not a worker that has joined, or there is no such listener any more
     */
    IntConsumer onReturn(ReturnConnections giving) throws RefusedException;

    /** The session of a worker has ended. */
    void onClosed(long workerId);
}
