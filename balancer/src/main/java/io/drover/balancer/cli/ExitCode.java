/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.cli;

/** The exit codes of the command line; scripts rely on them. */
enum ExitCode {
    /** All went well, or the user ended it. */
    OK(0),
    /** It failed while running. */
    FAILED(1),
    /** The command line or the configuration can't be used; nothing was started. */
    USAGE(2);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
