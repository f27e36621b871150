/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.scheduling;

/**
 * A turn that goes round the slots. It remembers the slot served last, not a counter, so it stays exact while
 * candidates come and go.
 */
final class Rotation {
    private int lastSlot = -1;
    private int lastIndex;

    /** Returns the index whose turn it is: the first candidate above the slot served last, or the first of all. */
    int next(Candidates candidates) {
        int count = candidates.count();
        // Nearly always the candidates are the same as last time, and then there is nothing to look for.
        if (lastIndex < count && candidates.slot(lastIndex) == lastSlot) {
            int next = lastIndex + 1;
            return next < count ? next : 0;
        }
        for (int i = 0; i < count; i++) {
            if (candidates.slot(i) > lastSlot) {
                return i;
            }
        }
        return 0;
    }

    void served(int index, int slot) {
        lastIndex = index;
        lastSlot = slot;
    }
}
