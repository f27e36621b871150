/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import io.drover.balancer.dispatch.WorkerChooser;
import io.drover.core.scheduling.SchedulingPolicy;

/**
 * Chooses by the policy among the destinations in rotation that have room.
 *
 * <p>Threading: owned by the acceptor thread.
 */
final class DestinationChooser {
    private final WorkerChooser chooser;
    private final Rotation rotation;
    private final DestinationCandidates candidates = new DestinationCandidates();

    DestinationChooser(SchedulingPolicy policy, Rotation rotation) {
        this.chooser = new WorkerChooser(policy);
        this.rotation = rotation;
    }

    /** Tells whether any has room. */
    boolean hasRoom() {
        return candidates.fill(rotation.current()) > 0;
    }

    /** Tells whether any has room that was not tried before. */
    boolean hasRoomFor(Attempts attempts) {
        return candidates.fillUntried(rotation.current(), attempts) > 0;
    }

    /**
     * Returns who gets a connection, and counts it as given to it. To be called right after one of the others has returned
     * true.
     *
     * @param clientKey of {@link io.drover.core.scheduling.ClientKey}
     */
    Destination choose(long clientKey) {
        Destination chosen = candidates.destination(chooser.choose(candidates, clientKey));
        chosen.countChosen();
        return chosen;
    }
}
