/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.internal.PlatformDependent;
import java.util.HashMap;
import java.util.Map;

/**
 * Starts the agent's Netty without what it has no use for: flight recorder events and a pool of buffers, which would take
 * a good part of the time that the agent adds to a start. Netty reads such wishes from system properties, once; they
 * are set for that moment only, before the application runs, since its own Netty reads the same ones.
 */
final class LeanNetty {
    private static final Map<String, String> WISHES =
            Map.of("io.netty.jfr.enabled", "false", "io.netty.allocator.type", "unpooled");

    private LeanNetty() {}

    /** Initialises what reads them. */
    static void initialize() {
        Map<String, String> before = new HashMap<>();
        WISHES.forEach((name, value) -> before.put(name, System.getProperty(name)));
        WISHES.forEach(System::setProperty);
        try {
            // Any use of these classes initialises them.
            if (PlatformDependent.isJfrEnabled() || ByteBufAllocator.DEFAULT.isDirectBufferPooled()) {
                throw new IllegalStateException("Netty was there before (expected: a class loader of the agent's own)");
            }
        } finally {
            before.forEach((name, value) -> {
                if (value == null) {
                    System.clearProperty(name);
                } else {
                    System.setProperty(name, value);
                }
            });
        }
    }
}
