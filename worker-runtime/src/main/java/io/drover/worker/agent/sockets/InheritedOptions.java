/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.sockets;

import io.drover.worker.agent.natives.Descriptors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What an application has set on its listening socket that a connection has from there when the system accepts it. Ours
 * come from another socket, the primary's.
 *
 * <p>Threading: immutable; safe from any thread.
 */
final class InheritedOptions {
    static final InheritedOptions NONE = new InheritedOptions(List.of());

    /** SOL_SOCKET and SO_RCVBUF, see socket(7). */
    private static final int[] RECEIVE_BUFFER = {1, 8};

    /** IP_TOS of ip(7), IPV6_TCLASS of ipv6(7), TCP_KEEPIDLE, TCP_KEEPINTVL and TCP_KEEPCNT of tcp(7). */
    private static final int[][] OTHERS = {{0, 1}, {41, 67}, {6, 4}, {6, 5}, {6, 6}};

    private final List<int[]> values;

    private InheritedOptions(List<int[]> values) {
        this.values = values;
    }

    /** Finds those that a socket has, and one that nobody has changed has not. */
    static InheritedOptions between(int changed, int unchanged) {
        List<int[]> values = new ArrayList<>();
        for (int[] option : OTHERS) {
            try {
                int value = Descriptors.option(changed, option[0], option[1]);
                if (value != Descriptors.option(unchanged, option[0], option[1])) {
                    values.add(new int[] {option[0], option[1], value});
                }
            } catch (IOException e) {
                // A socket of IPv4 has none of those of IPv6.
            }
        }
        return values.isEmpty() ? NONE : new InheritedOptions(values);
    }

    /** Returns these and the size of the receive buffer, as one asks for it. */
    InheritedOptions withReceiveBuffer(int bytes) {
        List<int[]> more = new ArrayList<>(values);
        more.add(new int[] {RECEIVE_BUFFER[0], RECEIVE_BUFFER[1], bytes});
        return new InheritedOptions(more);
    }

    /** Sets them. */
    void applyTo(int connection) {
        for (int[] option : values) {
            try {
                Descriptors.setOption(connection, option[0], option[1], option[2]);
            } catch (IOException e) {
                // The client is gone, or the option is one of IPv6 and the connection is none.
            }
        }
    }
}
