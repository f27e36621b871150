/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer;

import java.io.IOException;

/** A running cluster of this user has the name already. */
public final class NameTakenException extends IOException {
    private static final long serialVersionUID = 1;

    NameTakenException(String name) {
        super("name: " + name + " (expected: one that no running cluster has)");
    }
}
