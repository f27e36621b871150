/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.chaos;

import io.drover.loadtest.process.Footprint;
import java.util.List;

/**
 * What a primary occupies more than before, and whether that is too much.
 *
 * @param before when each kind of fault had been injected once: all that is loaded and made only once is there by then
 * @param after at the end
 */
record Growth(Footprint before, Footprint after) {
    private static final long MORE_DESCRIPTORS = 4;
    private static final long MORE_THREADS = 2;
    private static final long MORE_HEAP_KB = 1_024;

    /** Compiled code, and what the collector and the C library keep. */
    private static final long MORE_RESIDENT_KB = 16 * 1_024;

    /** Returns a promise for each of them. */
    List<Promise> promises() {
        return List.of(
                Promise.countAtMost(
                        "descriptors of the primary", after.descriptors(), before.descriptors() + MORE_DESCRIPTORS),
                Promise.countAtMost("threads of the primary", after.threads(), before.threads() + MORE_THREADS),
                Promise.countAtMost(
                        "live heap of the primary, KB", after.liveHeapKb(), before.liveHeapKb() + MORE_HEAP_KB),
                Promise.countAtMost(
                        "resident memory of the primary, KB",
                        after.residentKb(),
                        before.residentKb() + MORE_RESIDENT_KB),
                Promise.countAtMost("files of the primary", after.files(), before.files()));
    }
}
