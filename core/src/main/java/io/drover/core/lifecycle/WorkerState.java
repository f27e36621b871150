/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.lifecycle;

/**
 * Where a worker stands in its life.
 *
 * <pre>
 *   STARTING --&gt; READY --&gt; DRAINING --&gt; EXITED
 *      |           |                       ^
 *      +-----------+--- (dies or killed) --+
 *      +--&gt; DRAINING (stopped before it was ready)
 * </pre>
 */
public enum WorkerState {
    /** The process runs; the app has not said that it can serve. */
    STARTING(0),
    /** Gets connections. */
    READY(1),
    /** Gets no new connections and finishes those it has. */
    DRAINING(2),
    /** The process is gone. */
    EXITED(3);

    private static final WorkerState[] BY_CODE = values();

    private final int code;

    WorkerState(int code) {
        this.code = code;
    }

    /** Returns the number that stands for this state on the scoreboard. */
    public int code() {
        return code;
    }

    /**
     * Returns the state with the given number.
     *
     * @throws IllegalArgumentException for a number that no state has
     */
    public static WorkerState ofCode(int code) {
        if (code < 0 || code >= BY_CODE.length) {
            throw new IllegalArgumentException("state: " + code + " (expected: 0 to " + (BY_CODE.length - 1) + ")");
        }
        return BY_CODE[code];
    }

    /** Tells whether a worker may go from this state to the next. States only ever advance. */
    public boolean canBecome(WorkerState next) {
        return next.code > code;
    }
}
