/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.harness;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.uring.IoUring;

/** What io_uring(7) gives to processes. */
public final class Rings {
    private Rings() {}

    /** Leaves the test out where the system gives none to this process. */
    public static void assumeAvailable() {
        assumeTrue(IoUring.isAvailable(), "the system has no io_uring for us");
    }

    /** Tells whether a process has one open. */
    public static boolean isOpenIn(long pid) {
        return Processes.openFiles(pid).contains("anon_inode:[io_uring]");
    }

    /** Tells whether this process has one open. */
    public static boolean isOpen() {
        return isOpenIn(ProcessHandle.current().pid());
    }
}
