/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.http;

import static io.drover.worker.http.LingeringClose.MAX_LINGER_MS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class LingeringCloseTest {
    private final TwoWayChannel channel = new TwoWayChannel();

    @Test
    void endsItsOwnDirectionAndWaitsForTheClient() {
        LingeringClose.INSTANCE.operationComplete(channel.newSucceededFuture());

        assertThat(channel.isOutputShutdown()).isTrue();
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void doesNotWaitForever() {
        LingeringClose.INSTANCE.operationComplete(channel.newSucceededFuture());

        channel.advance(MAX_LINGER_MS - 1);
        assertThat(channel.isOpen()).isTrue();

        channel.advance(1);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void closesAtOnceWhenTheAnswerCannotBeWritten() {
        LingeringClose.INSTANCE.operationComplete(channel.newFailedFuture(new IOException("connection reset")));

        assertThat(channel.isOpen()).isFalse();
    }
}
