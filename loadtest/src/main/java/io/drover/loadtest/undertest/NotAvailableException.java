/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.undertest;

import java.io.IOException;

/** What this version of a program, or this machine, does not have: nothing that has failed, and nothing that ran. */
public final class NotAvailableException extends IOException {
    private static final long serialVersionUID = 1L;

    NotAvailableException(String message) {
        super(message);
    }
}
