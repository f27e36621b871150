/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import io.drover.core.limits.DescriptorLimit;
import java.io.File;

/**
 * How many connections and pipes the descriptors of this process are enough for. What connections can't take is left for
 * a new worker's process, its port and its control connection, and for the commands of an operator: a relay whose
 * clients have everything could not even be told to stop.
 *
 * <p>A connection counts with both of its sockets from the moment it is accepted. The second is opened later, by another
 * thread, and for one that begins with a handshake much later; whoever looked at what is in use now would accept too
 * many.
 *
 * @param connections at least 1
 * @param pipes of all relay loops together; where there are none, bytes are copied
 */
record RelayCapacity(int connections, int pipes) {
    /** An unprivileged user's pipes have a single page each beyond 1024 (pipe(7)): those are slower than a copy. */
    private static final int MOST_PIPES = 1000;

    private static final int ENDS = 2;

    /** Its port, its control connection, and three pipes of its process. */
    private static final int PER_WORKER = 8;

    /** Most connections are idle, or carry little: few have bytes in a pipe at any moment. */
    private static final int SHARE_OF_PIPES = 8;

    /** With a limit so low that nothing would be left, some connections have to be possible nevertheless. */
    private static final int LEAST_SHARE = 8;

    /** Returns that of this process, which has no connections yet. */
    static RelayCapacity ofThisProcess(int workers) {
        String[] open = new File("/proc/self/fd").list();
        return of(DescriptorLimit.ofThisProcess(), open == null ? 0 : open.length, workers);
    }

    /**
     * Returns that of a process.
     *
     * @param inUse descriptors that it has open already
     * @param workers that it is going to start
     */
    static RelayCapacity of(DescriptorLimit limit, int inUse, int workers) {
        int left = Math.max(0, limit.unreserved() - inUse - PER_WORKER * workers);
        int pipes = Math.min(MOST_PIPES, left / SHARE_OF_PIPES / ENDS);
        int least = Math.max(1, limit.unreserved() / LEAST_SHARE);
        return new RelayCapacity(Math.max(least, (left - ENDS * pipes) / ENDS), pipes);
    }
}
