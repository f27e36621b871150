/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ListenerUsersTest {
    private final ListenerUsers users = new ListenerUsers();

    @Test
    void tellsTheLastThatLeavesFromOthers() {
        users.joined(1, 10);
        users.joined(1, 11);

        assertThat(users.left(1, 10)).isFalse();
        assertThat(users.left(1, 10)).as("a second time").isFalse();
        assertThat(users.left(1, 11)).isTrue();
    }

    @Test
    void doesNotTakeAWorkerThatDiesForOneThatLeaves() {
        users.joined(1, 10);
        users.joined(1, 11);
        users.forget(10);

        assertThat(users.left(1, 11)).isTrue();
        assertThat(users.left(1, 10)).isFalse();
    }

    @Test
    void namesAListenerThatHasHadNobodyForLongerThanTheGrace() {
        users.joined(1, 10);
        users.joined(2, 10);
        assertThat(users.unused(100, 200)).isEmpty();
        users.forget(10);
        users.joined(2, 11);

        assertThat(users.unused(100, 200)).isEmpty();
        assertThat(users.unused(100, 200)).isEmpty();
        assertThat(users.unused(100, 200)).containsExactly(1);
    }

    @Test
    void beginsTheGraceAnewForAListenerThatSomebodyHadMeanwhile() {
        users.joined(1, 10);
        users.forget(10);
        assertThat(users.unused(200, 200)).isEmpty();
        users.joined(1, 11);
        assertThat(users.unused(200, 200)).isEmpty();
        users.forget(11);

        assertThat(users.unused(200, 200)).isEmpty();
    }
}
