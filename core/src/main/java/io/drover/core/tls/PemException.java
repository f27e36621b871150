/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.tls;

import java.io.IOException;
import java.nio.file.Path;

/** A PEM file can't be used. The message says which, and why. */
public final class PemException extends IOException {
    private static final long serialVersionUID = 1;

    private final String reason;

    PemException(Path file, String reason) {
        super(file + ": " + reason);
        this.reason = file + ": " + reason;
    }

    /** Returns the file, and what is wrong with it. */
    public String reason() {
        return reason;
    }
}
