/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.app;

/** A value from the command line or a query that can't be used. Its message is meant for whoever gave the value. */
final class InvalidValueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidValueException(String name, String value, String expected) {
        // Without a stack trace: this is an answer, not a defect.
        super(name + ": " + value + " (expected: " + expected + ")", null, false, false);
    }
}
