/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.core.control.Endpoint;
import java.net.BindException;
import org.junit.jupiter.api.Test;

class ListenIndexesTest {
    private final ListenIndexes indexes = new ListenIndexes();

    @Test
    void refusesAFixedAddressThatIsListenedOnAlready() throws BindException {
        Endpoint port = new Endpoint.Tcp("", 8080);
        indexes.claim(port);

        assertThatThrownBy(() -> indexes.claim(port))
                .isInstanceOf(BindException.class)
                .hasMessage("*:8080: Address already in use");
    }

    @Test
    void letsAFixedAddressBeListenedOnAgainAfterItsRelease() throws BindException {
        Endpoint path = new Endpoint.Unix("/run/app.sock");
        indexes.claim(path);
        indexes.release(path);

        assertThat(indexes.claim(path)).isZero();
    }

    @Test
    void numbersListenersOnAnyPortAndNeverUsesANumberTwice() throws BindException {
        Endpoint any = new Endpoint.Tcp("", 0);

        assertThat(indexes.claim(any)).isZero();
        indexes.release(any);
        assertThat(indexes.claim(any)).isEqualTo(1);
        assertThat(indexes.claim(new Endpoint.Tcp("127.0.0.1", 0))).isZero();
    }
}
