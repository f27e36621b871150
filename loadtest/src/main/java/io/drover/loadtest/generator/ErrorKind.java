/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.generator;

/** What can go wrong with a request. */
public enum ErrorKind {
    /** No connection came about. */
    REFUSED("refused"),
    /** The connection ended before the first byte of the answer. */
    RESET("reset"),
    /** The answer was not complete in time. */
    TIMEOUT("timeout"),
    /** The answer was complete, but no 2xx. */
    BAD_STATUS("bad status"),
    /** The connection ended within the answer. */
    SHORT_BODY("short body"),
    /** What came was no HTTP/1.1 answer that the generator can read. */
    MALFORMED("malformed");

    private final String label;

    ErrorKind(String label) {
        this.label = label;
    }

    /** Returns the words for a table. */
    public String label() {
        return label;
    }
}
