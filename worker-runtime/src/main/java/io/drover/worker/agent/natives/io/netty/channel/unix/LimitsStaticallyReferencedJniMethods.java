/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.natives.io.netty.channel.unix;

/** The system's limits. */
final class LimitsStaticallyReferencedJniMethods {
    private LimitsStaticallyReferencedJniMethods() {}

    static native long ssizeMax();

    static native int iovMax();

    static native int uioMaxIov();

    static native int sizeOfjlong();

    static native int udsSunPathSize();
}
