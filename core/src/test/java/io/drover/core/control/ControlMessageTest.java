/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.core.control.ControlMessage.FetchDescriptor;
import io.drover.core.control.ControlMessage.Hello;
import java.lang.reflect.RecordComponent;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ControlMessageTest {
    private static final String TOKEN = "0123456789abcdef-secret";

    @Test
    void doesNotShowTheTokenOfAHello() {
        assertThat(new Hello(1, 7, TOKEN, 4711, true))
                .hasToString("Hello[protocolVersion=1, workerId=7, pid=4711, agent=true]")
                .extracting(Hello::token)
                .isEqualTo(TOKEN);
    }

    @Test
    void doesNotShowTheTokenOfAFetchDescriptor() {
        assertThat(new FetchDescriptor(7, TOKEN, 3))
                .hasToString("FetchDescriptor[workerId=7, listenerId=3]")
                .extracting(FetchDescriptor::token)
                .isEqualTo(TOKEN);
    }

    @Test
    void doesNotShowTheTokenOfOneThatGivesConnectionsBack() {
        assertThat(new ControlMessage.ReturnConnections(7, TOKEN, 3))
                .hasToString("ReturnConnections[workerId=7, listenerId=3]");
    }

    /** A message with a token that is added later must hide it too. */
    @Test
    void hasNoOtherMessageWithAToken() {
        assertThat(Stream.of(ControlMessage.class.getPermittedSubclasses())
                        .filter(type -> Stream.of(type.getRecordComponents())
                                .map(RecordComponent::getName)
                                .anyMatch("token"::equals)))
                .containsExactlyInAnyOrder(Hello.class, FetchDescriptor.class, ControlMessage.ReturnConnections.class);
    }
}
