/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.scoreboard;

/** What went wrong with a relayed connection, and on which side. */
public enum RelayFailure {
    /** The backend could not be reached. */
    CONNECT(ScoreboardLayout.CONNECT_FAILURES),
    /** The client reset the connection. */
    CLIENT(ScoreboardLayout.CLIENT_FAILURES),
    /** The backend reset the connection, or died. */
    BACKEND(ScoreboardLayout.BACKEND_FAILURES),
    /** It took too long. */
    TIMEOUT(ScoreboardLayout.TIMEOUTS);

    private final int word;

    RelayFailure(int word) {
        this.word = word;
    }

    int word() {
        return word;
    }
}
