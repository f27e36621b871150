/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import java.nio.ByteBuffer;

/**
 * What the TLS connections of a loop share while one of them reads or writes; nothing stays in them.
 *
 * <p>Threading: owned by one relay loop.
 */
final class TlsBuffers {
    /** Four records, which have up to 16 KiB and a few bytes; RFC 8446 section 5.2. */
    private static final int BYTES = 4 * 17 * 1024;

    private final ByteBuffer received = ByteBuffer.allocateDirect(BYTES);
    private final ByteBuffer toSend = ByteBuffer.allocateDirect(BYTES);

    /** Returns the buffer for ciphertext that comes. */
    ByteBuffer received() {
        return received;
    }

    /** Returns the buffer for ciphertext that goes. */
    ByteBuffer toSend() {
        return toSend;
    }
}
