/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.List;

/**
 * How much memory bytes may take that have come back from a worker, until others have them. What there is no room for
 * stays in the kernel meanwhile.
 *
 * <p>Threading: owned by one relay loop.
 */
final class ReturnBudget {
    private final long limit;

    // Not of the pool, which would give out the same objects for something else.
    private final List<ByteBuf> lent = new ArrayList<>();

    /**
     * Begins with nothing taken.
     *
     * @param limit in bytes; exceeded by the last one that still found room
     */
    ReturnBudget(long limit) {
        this.limit = limit;
    }

    boolean hasRoom() {
        lent.removeIf(buffer -> buffer.refCnt() == 0);
        return lent.stream().mapToLong(ByteBuf::capacity).sum() < limit;
    }

    /** Returns a buffer that grows; it counts until it is released. */
    ByteBuf lend() {
        ByteBuf buffer = UnpooledByteBufAllocator.DEFAULT.directBuffer();
        lent.add(buffer);
        return buffer;
    }
}
