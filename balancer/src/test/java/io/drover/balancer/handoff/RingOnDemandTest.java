/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.harness.NativeTransport;
import io.drover.balancer.harness.Patience;
import io.drover.balancer.harness.Rings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RingOnDemandTest {
    private static final int ASKS = 3;

    private final RingOnDemand ring = new RingOnDemand(ASKS);

    @BeforeEach
    void needsARing() {
        NativeTransport.load();
        Rings.assumeAvailable();
    }

    @AfterEach
    void close() {
        ring.close();
    }

    @Test
    void comesAfterSoManyAsks() {
        for (int i = 1; i < ASKS; i++) {
            assertThat(ring.ask()).isNull();
        }
        assertThat(isOpening()).isFalse();

        assertThat(ring.ask()).as("opened on another thread").isNull();
        awaitRing();

        assertThat(ring.current()).isSameAs(ring.ask());
    }

    @Test
    void neverComesWhereItMustNot() {
        RingOnDemand never = RingOnDemand.never();

        for (int i = 0; i < 2 * ASKS; i++) {
            assertThat(never.ask()).isNull();
        }
        assertThat(isOpening()).isFalse();
    }

    @Test
    void isGoneAfterItsEnd() {
        awaitRing();

        ring.close();

        assertThat(ring.current()).isNull();
        assertThat(ring.ask()).isNull();
    }

    @Test
    void doesNotComeAfterItsEnd() {
        for (int i = 0; i < ASKS; i++) {
            ring.ask();
        }
        ring.close();
        Patience.await("the opening thread to end").until(() -> !isOpening());

        assertThat(ring.ask()).isNull();
        assertThat(Rings.isOpen()).isFalse();
    }

    private void awaitRing() {
        Patience.await("a ring").pollInSameThread().until(() -> ring.ask() != null);
    }

    private static boolean isOpening() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("ring"));
    }
}
