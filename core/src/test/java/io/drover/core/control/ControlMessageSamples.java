/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.control;

import io.drover.core.control.ControlMessage.Accepting;
import io.drover.core.control.ControlMessage.AgentFailed;
import io.drover.core.control.ControlMessage.Drain;
import io.drover.core.control.ControlMessage.Drained;
import io.drover.core.control.ControlMessage.FetchDescriptor;
import io.drover.core.control.ControlMessage.Hello;
import io.drover.core.control.ControlMessage.Leaving;
import io.drover.core.control.ControlMessage.Listen;
import io.drover.core.control.ControlMessage.ListenError;
import io.drover.core.control.ControlMessage.ListenFailed;
import io.drover.core.control.ControlMessage.Listening;
import io.drover.core.control.ControlMessage.Ready;
import io.drover.core.control.ControlMessage.Refused;
import io.drover.core.control.ControlMessage.Sharing;
import io.drover.core.control.ControlMessage.StoppedListening;
import io.drover.core.control.ControlMessage.Welcome;
import java.util.ArrayList;
import java.util.List;

/** At least one message of every type, with ordinary values and with those at the edge of each field. */
final class ControlMessageSamples {
    private static final Endpoint EVERY_HOST = new Endpoint.Tcp("", 0);
    private static final Endpoint IPV6 = new Endpoint.Tcp("2001:db8::1", 65_535);
    private static final Endpoint UNIX = new Endpoint.Unix("/run/äöü-\uD83D\uDE80.sock");

    private ControlMessageSamples() {}

    static List<ControlMessage> all() {
        List<ControlMessage> samples = new ArrayList<>(List.of(
                new Hello(1, 42, "s3cret", 4711, true),
                new Hello(Integer.MIN_VALUE, Long.MAX_VALUE, "", Long.MIN_VALUE, false),
                new Welcome(1, true, 1000, 30_000),
                new Welcome(Integer.MAX_VALUE, false, 0, -1),
                new Refused("no such worker"),
                new Refused(""),
                new Listen(7, IPV6, 0, 128, 0),
                new Listen(-1, EVERY_HOST, 3, Integer.MAX_VALUE, 65_536),
                new Listen(8, UNIX, 0, 50, 1),
                new FetchDescriptor(42, "s3cret", 9),
                new FetchDescriptor(Long.MIN_VALUE, "", Integer.MIN_VALUE),
                new Accepting(9, 50),
                new AgentFailed("no such class"),
                new ControlMessage.Command(List.of("scale", "3")),
                new ControlMessage.Command(List.of()),
                new ControlMessage.Output("slot 0"),
                new ControlMessage.Done(""),
                new StoppedListening(9),
                new Ready(),
                new Leaving(),
                new Drain(30_000, true),
                new ControlMessage.ReturnConnections(42, "s3cret", 9),
                new Drain(0, false),
                new ControlMessage.GiveBack(12),
                new ControlMessage.GiveBack(Integer.MIN_VALUE),
                new Drained(0),
                new Drained(Integer.MAX_VALUE)));
        for (Sharing sharing : Sharing.values()) {
            samples.add(new Listening(7, 1, sharing, IPV6));
        }
        for (ListenError error : ListenError.values()) {
            samples.add(new ListenFailed(7, error, "bind(2): €"));
        }
        return samples;
    }
}
