/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.control;

/** A process is not let in; says why. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    public RefusedException(String reason) {
        super(reason);
    }
}
