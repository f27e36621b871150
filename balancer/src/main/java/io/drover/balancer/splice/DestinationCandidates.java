/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import io.drover.core.scheduling.Candidates;

/**
 * The destinations that have room, in ascending order of slot. One object for all connections, filled anew for each.
 *
 * <p>Threading: owned by the acceptor thread.
 */
final class DestinationCandidates implements Candidates {
    private Destination[] destinations = new Destination[0];
    private int count;
    private boolean weighted;

    /** Takes those of the given ones that have room, and returns how many they are. */
    int fill(Destination[] all) {
        if (destinations.length != all.length) {
            destinations = new Destination[all.length];
        }
        count = 0;
        weighted = false;
        for (Destination destination : all) {
            if (destination.hasRoom()) {
                destinations[count++] = destination;
                weighted |= destination.weight() != destinations[0].weight();
            }
        }
        return count;
    }

    /** Takes those of the given ones that have room and that were not tried yet, and returns how many they are. */
    int fillUntried(Destination[] all, Attempts attempts) {
        int room = fill(all);
        for (int index = room - 1; index >= 0; index--) {
            if (attempts.includes(destinations[index])) {
                System.arraycopy(destinations, index + 1, destinations, index, --count - index);
            }
        }
        return count;
    }

    Destination destination(int index) {
        return destinations[index];
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public int slot(int index) {
        return destinations[index].load().slot();
    }

    @Override
    public long openConnections(int index) {
        return destinations[index].load().weightedConnections();
    }

    @Override
    public int weight(int index) {
        return destinations[index].weight();
    }

    @Override
    public boolean isWeighted() {
        return weighted;
    }
}
