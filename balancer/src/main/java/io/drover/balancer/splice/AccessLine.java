/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The line of the access log for one connection, fields separated by spaces:
 *
 * <pre>
 *   2026-03-01T12:00:00.123Z 192.0.2.7:51234 192.0.2.1:8080 0/127.0.0.1:40001 1/1530 2048/713200 1 --
 *   when accepted            client          where to       slot/backend      ms     bytes       | how it ended,
 *                                                                             |      |           | see Termination
 *                                                                             |      |           backends tried
 *                                                                             |      from the client/to the client
 *                                                      until connected, -1 where it never was/in all
 * </pre>
 */
final class AccessLine {
    private static final int TYPICAL_LENGTH = 160;

    private AccessLine() {}

    /**
     * Returns it.
     *
     * @param nowNs when it ended, by the clock that the connection was timed with
     * @param now the same, by the calendar
     */
    static String of(SplicedConnection connection, long nowNs, Instant now) {
        Arrival arrival = connection.arrival();
        Attempts attempts = connection.attempts();
        long totalNs = nowNs - arrival.acceptedNs();
        long connectNs = attempts.connectNs();
        StringBuilder line = new StringBuilder(TYPICAL_LENGTH);
        line.append(now.minusNanos(totalNs).truncatedTo(ChronoUnit.MILLIS));
        line.append(' ').append(shown(arrival.client()));
        line.append(' ').append(shown(arrival.local()));
        line.append(' ').append(attempts.last() == null ? "-" : attempts.last());
        line.append(' ').append(connectNs < 0 ? -1 : TimeUnit.NANOSECONDS.toMillis(connectNs));
        line.append('/').append(TimeUnit.NANOSECONDS.toMillis(totalNs));
        line.append(' ').append(connection.bytesFromClient());
        line.append('/').append(connection.bytesFromBackend());
        line.append(' ').append(attempts.count());
        line.append(' ').append(connection.termination().code());
        return line.toString();
    }

    private static String shown(@Nullable InetSocketAddress address) {
        if (address == null) {
            return "-";
        }
        String host = address.getAddress().getHostAddress();
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
