/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;

class LoadPlanTest {
    @Test
    void asksForThePageOfTheUrl() {
        assertThat(plan("http://localhost:8080/a%20b?c=d", false).request())
                .isEqualTo("GET /a%20b?c=d HTTP/1.1\r\nHost: localhost:8080\r\n\r\n");
    }

    @Test
    void asksTheServerToClose() {
        assertThat(plan("http://localhost", true).request())
                .isEqualTo("GET / HTTP/1.1\r\nHost: localhost:80\r\nConnection: close\r\n\r\n");
    }

    @Test
    void givesEveryAddressItsTurnWhereConnectionsAreNotKept() {
        LoadPlan closing = new LoadPlan(URI.create("http://127.0.0.1"), 3, 1, true, 1).fromAddresses(5);
        assertThat(closing.source(0, 0)).isZero();
        assertThat(closing.source(2, 0)).isEqualTo(2);
        assertThat(closing.source(2, 1)).isZero();
        LoadPlan keeping = new LoadPlan(URI.create("http://127.0.0.1"), 3, 1, false, 1).fromAddresses(2);
        assertThat(keeping.source(2, 7)).isZero();
        assertThat(plan("http://127.0.0.1", true).source(2, 7)).isEqualTo(-1);
    }

    @Test
    void namesWhatIsWrong() {
        assertThatThrownBy(() -> plan("https://localhost/", false))
                .hasMessage("url: https://localhost/ (expected: http://HOST[:PORT]/PATH)");
        assertThatThrownBy(() -> new LoadPlan(URI.create("http://localhost"), 0, 1, false, 1))
                .hasMessage("connections: 0 (expected: 1 to 4000)");
    }

    private static LoadPlan plan(String url, boolean close) {
        return new LoadPlan(URI.create(url), 1, 1, close, 1);
    }
}
