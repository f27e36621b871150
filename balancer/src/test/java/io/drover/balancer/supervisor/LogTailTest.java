/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LogTailTest {
    private final LogTail tail = new LogTail();

    @Test
    void keepsTheLastTwelveLinesInOrder() {
        for (int i = 0; i < 100; i++) {
            tail.add("line " + i);
        }

        assertThat(tail.lines())
                .isEqualTo(IntStream.range(88, 100).mapToObj(i -> "line " + i).toList());
    }

    @Test
    void cutsALineThatWouldFillTheScreen() {
        tail.add("x".repeat(300));
        tail.add("y".repeat(301));

        assertThat(tail.lines()).containsExactly("x".repeat(300), "y".repeat(300) + "…");
    }

    @Test
    void keepsWhatWasThrownAndItsCausesRatherThanAllFrames() {
        tail.add("Exception in thread \"main\" java.net.BindException: Address already in use");
        addFrames(20);
        tail.add("Caused by: java.io.IOException: no");
        addFrames(1);
        tail.add("\t... 19 more");

        assertThat(tail.lines())
                .containsExactly(
                        "Exception in thread \"main\" java.net.BindException: Address already in use",
                        "\tat java.base/sun.nio.ch.Net.bind(Net.java:0)",
                        "\tat java.base/sun.nio.ch.Net.bind(Net.java:1)",
                        "\t…",
                        "Caused by: java.io.IOException: no",
                        "\tat java.base/sun.nio.ch.Net.bind(Net.java:0)",
                        "\t... 19 more");
    }

    private void addFrames(int count) {
        for (int i = 0; i < count; i++) {
            tail.add("\tat java.base/sun.nio.ch.Net.bind(Net.java:" + i + ")");
        }
    }

    @Test
    void givesOutASnapshot() {
        tail.add("first");
        var before = tail.lines();

        tail.add("second");

        assertThat(before).containsExactly("first");
    }
}
