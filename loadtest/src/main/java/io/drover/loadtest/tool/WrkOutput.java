/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.tool;

import io.drover.loadtest.generator.ErrorKind;
import io.drover.loadtest.generator.LoadResult;
import io.drover.loadtest.generator.Recording;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What wrk prints, read back. */
final class WrkOutput {
    private static final String TIME = "([\\d.]+)(us|ms|s|m|h)";
    private static final Pattern TOTAL = Pattern.compile("(\\d+) requests in " + TIME + ", ([\\d.]+)([KMGT]?)B read");
    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([\\d.]+)");
    private static final Pattern LATENCY =
            Pattern.compile("Latency\\s+" + TIME + "\\s+[\\d.]+\\w+\\s+" + TIME + "\\s+\\S+%");
    private static final Pattern SOCKET_ERRORS =
            Pattern.compile("Socket errors: connect (\\d+), read (\\d+), write (\\d+), timeout (\\d+)");
    private static final Pattern BAD_STATUS = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");

    private final String text;

    private WrkOutput(String text) {
        this.text = text;
    }

    /**
     * Reads it.
     *
     * @param keptConnections how many connections served all requests, 0 where each had its own
     */
    static LoadResult parse(String text, long keptConnections, double cpuSeconds) throws IOException {
        return new WrkOutput(text).result(keptConnections, cpuSeconds);
    }

    private LoadResult result(long keptConnections, double cpuSeconds) throws IOException {
        Matcher total = required(TOTAL, "N requests in T, N read");
        // The printed time has two digits less than the rate, which was made of the exact one.
        double rate = Double.parseDouble(required(RATE, "Requests/sec").group(1));
        long answered = Long.parseLong(total.group(1));
        double seconds = rate > 0 ? answered / rate : microseconds(total, 2) / 1e6;
        Map<ErrorKind, Long> errors = errors();
        long requests = answered - errors.getOrDefault(ErrorKind.BAD_STATUS, 0L);
        return new LoadResult(
                requests,
                keptConnections > 0 ? keptConnections : answered,
                (long) (Double.parseDouble(total.group(4)) * unit(total.group(5))),
                seconds,
                errors,
                latency(),
                new LoadResult.Effort(cpuSeconds, cpuSeconds / seconds, 0, 0),
                Recording.NONE);
    }

    private LoadResult.Latency latency() throws IOException {
        Matcher latency = required(LATENCY, "Latency");
        return new LoadResult.Latency(
                microseconds(latency, 1), percentile(50), percentile(90), percentile(99), microseconds(latency, 3));
    }

    private double percentile(int percent) throws IOException {
        return microseconds(required(Pattern.compile("\\s" + percent + "%\\s+" + TIME), percent + "%"), 1);
    }

    private Map<ErrorKind, Long> errors() {
        Map<ErrorKind, Long> errors = new EnumMap<>(ErrorKind.class);
        Matcher socket = SOCKET_ERRORS.matcher(text);
        if (socket.find()) {
            count(errors, ErrorKind.REFUSED, socket.group(1));
            count(errors, ErrorKind.RESET, socket.group(2));
            count(errors, ErrorKind.RESET, socket.group(3));
            count(errors, ErrorKind.TIMEOUT, socket.group(4));
        }
        Matcher status = BAD_STATUS.matcher(text);
        if (status.find()) {
            count(errors, ErrorKind.BAD_STATUS, status.group(1));
        }
        return errors;
    }

    private static void count(Map<ErrorKind, Long> errors, ErrorKind kind, String number) {
        long count = Long.parseLong(number);
        if (count > 0) {
            errors.merge(kind, count, Long::sum);
        }
    }

    private static double microseconds(Matcher matcher, int group) {
        double number = Double.parseDouble(matcher.group(group));
        return number
                * switch (matcher.group(group + 1)) {
                    case "us" -> 1;
                    case "ms" -> 1e3;
                    case "s" -> 1e6;
                    case "m" -> 60e6;
                    default -> 3600e6;
                };
    }

    /** Its units of bytes are binary. */
    private static double unit(String letter) {
        return letter.isEmpty() ? 1 : Math.pow(1 << 10, "KMGT".indexOf(letter) + 1);
    }

    private Matcher required(Pattern pattern, String what) throws IOException {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IOException("wrk: no \"" + what + "\" in its output (expected: that of wrk 4): " + text.strip());
        }
        return matcher;
    }
}
