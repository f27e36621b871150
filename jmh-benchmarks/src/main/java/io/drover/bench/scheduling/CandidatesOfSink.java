/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.bench.scheduling;

import io.drover.bench.WorkersInOneProcess;
import io.drover.core.scheduling.Candidates;
import io.drover.core.scheduling.SchedulingPolicy;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A policy that is only there to get hold of the candidates that the acceptor's sink asks its policy about. */
final class CandidatesOfSink implements SchedulingPolicy {
    private @Nullable Candidates seen;

    @Override
    public int choose(Candidates candidates, long clientKey) {
        // Exception to "valid during this call only": there is one object for all calls, and it is that one, with its
        // real way to the scoreboard, that is to be measured.
        seen = candidates;
        return 0;
    }

    /**
     * Returns the candidates, all workers. One descriptor is passed to the worker in slot 0 to that end.
     *
     * @param workers started with this policy
     */
    Candidates of(WorkersInOneProcess workers) throws IOException {
        int fd = FileDescriptor.from("/dev/null").intValue();
        if (!workers.sink().hasRoom() || !workers.sink().offer(fd, 0) || seen == null) {
            throw new IllegalStateException("sink: took no descriptor (expected: room for it with every worker)");
        }
        new FileDescriptor(workers.receive(0)).close();
        workers.load(0).block().addClosed();
        return seen;
    }
}
