/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest;

/** An option that can't be used. Its message is meant for whoever gave it. */
final class InvalidOptionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidOptionException(String name, String value, String expected) {
        this(name + ": " + value + " (expected: " + expected + ")");
    }

    InvalidOptionException(String message) {
        // Without a stack trace: this is an answer, not a defect.
        super(message, null, false, false);
    }
}
