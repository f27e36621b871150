/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.harness.NativeTransport;
import io.netty.channel.unix.Errors;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptFailureTest {

    @BeforeAll
    static void loadTransport() {
        NativeTransport.load();
    }

    @ParameterizedTest
    @CsvSource({
        "103, CONNECTION_GONE", // ECONNABORTED
        "71, CONNECTION_GONE", // EPROTO
        "110, CONNECTION_GONE", // ETIMEDOUT
        "24, OUT_OF_RESOURCES", // EMFILE
        "23, OUT_OF_RESOURCES", // ENFILE
        "12, OUT_OF_RESOURCES", // ENOMEM
        "105, OUT_OF_RESOURCES", // ENOBUFS
        "9, LISTENER_GONE", // EBADF
        "22, LISTENER_GONE", // EINVAL
        "88, LISTENER_GONE" // ENOTSOCK
    })
    void isJudgedByTheErrorOfTheSystem(int errno, AcceptFailure expected) {
        assertThat(AcceptFailure.of(Errors.newIOException("accept", -errno))).isEqualTo(expected);
    }

    @Test
    void endsTheListenerWhereItIsNoErrorOfTheSystem() {
        assertThat(AcceptFailure.of(new ClosedChannelException())).isEqualTo(AcceptFailure.LISTENER_GONE);
        assertThat(AcceptFailure.of(new IOException("anything"))).isEqualTo(AcceptFailure.LISTENER_GONE);
    }
}
