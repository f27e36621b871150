/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.chaos;

/** A fault that the soak chooses from. */
enum SoakFault {
    /** SIGKILL to a worker. */
    KILL,
    /** SIGSTOP to a worker, and SIGCONT after a while. */
    STOP,
    /** A reload into the same application. */
    RELOAD,
    /** One worker more. */
    SCALE_UP,
    /** One worker less. */
    SCALE_DOWN,
    /** A reload into an application that does not work. */
    BAD_RELOAD
}
