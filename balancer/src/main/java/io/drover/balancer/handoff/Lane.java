/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.handoff;

import io.drover.balancer.dispatch.Descriptors;
import io.drover.balancer.dispatch.WorkerLoad;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.Socket;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The way of descriptors to one worker for one listener: a connected pair of unix stream sockets.
 *
 * <p>The primary sends on one end. The other end it passes to the worker and keeps as well, so what the worker has not
 * read can be read back: whoever calls recvmsg(2) first owns the connection. The kernel's queue between the ends is the
 * only buffer. Since the primary keeps both ends, a send never fails because the worker has died; that is noticed
 * elsewhere, and then the queue is taken back.
 *
 * <p>Threading: made on the supervisor thread, then owned by the acceptor thread.
 */
final class Lane {
    private static final InternalLogger LOG = InternalLoggerFactory.getInstance(Lane.class);

    private final WorkerLoad worker;
    private final Socket sendingEnd;
    private final Socket workerEnd;

    private Lane(WorkerLoad worker, Socket sendingEnd, Socket workerEnd) {
        this.worker = worker;
        this.sendingEnd = sendingEnd;
        this.workerEnd = workerEnd;
    }

    /**
     * Makes a lane.
     *
     * @param worker at its other end
     * @param directory a private one, for the moment of connecting
     */
    static Lane to(WorkerLoad worker, Path directory) throws IOException {
        Socket[] pair = SocketPair.connect(directory);
        return new Lane(worker, pair[0], pair[1]);
    }

    WorkerLoad worker() {
        return worker;
    }

    FileDescriptor workerEnd() {
        return workerEnd;
    }

    /** Returns the number of the end to send on. */
    int sendingFd() {
        return sendingEnd.intValue();
    }

    boolean hasRoom() {
        return worker.hasRoom();
    }

    /** Sends a descriptor and closes our copy. Returns false, with nothing done, when the lane can't take it now. */
    boolean send(int fd) {
        try {
            if (sendingEnd.sendFd(fd) < 0) {
                return false;
            }
        } catch (IOException e) {
            // ETOOMANYREFS, ENOBUFS: the system has too many descriptors under way; it passes.
            LOG.debug("descriptor could not be sent", e);
            return false;
        }
        worker.countSent();
        // Ours must go: the client gets its FIN only when the last copy is closed.
        Descriptors.close(fd);
        return true;
    }

    /** Returns a descriptor that the worker has not read, or -1 when there is none (any more). */
    int takeBack() {
        try {
            int fd = workerEnd.recvFd();
            if (fd > 0) {
                worker.countTakenBack();
                return fd;
            }
        } catch (IOException e) {
            LOG.warn("connections could not be taken back from worker {}: {}", worker.workerId(), e.getMessage());
        }
        return -1;
    }

    void close() {
        Descriptors.close(sendingEnd);
        Descriptors.close(workerEnd);
    }
}
