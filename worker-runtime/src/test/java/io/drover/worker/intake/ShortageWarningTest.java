/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ShortageWarningTest {
    private final AtomicLong nowNs = new AtomicLong(Long.MAX_VALUE - 5);
    private final AtomicInteger given = new AtomicInteger();
    private final ShortageWarning warning = new ShortageWarning(nowNs::get, given::incrementAndGet);

    @Test
    void isGivenAtOnceAndThenEveryThirtySeconds() {
        warning.give();
        warning.give();
        assertThat(given).hasValue(1);

        nowNs.addAndGet(TimeUnit.SECONDS.toNanos(30) - 1);
        warning.give();
        assertThat(given).hasValue(1);

        nowNs.addAndGet(1);
        warning.give();
        assertThat(given).hasValue(2);
    }
}
