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

    /** Returns the index whose turn it is: the first candidate above the slot served last, or the first of all. */
    int next(Candidates candidates) {
        int count = candidates.count();
        for (int i = 0; i < count; i++) {
            if (candidates.slot(i) > lastSlot) {
                return i;
            }
        }
        return 0;
    }

    void served(int slot) {
        lastSlot = slot;
    }
}
