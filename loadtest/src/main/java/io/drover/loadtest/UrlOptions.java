/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest;

import io.drover.loadtest.generator.LoadPlan;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of a single run against one URL. */
final class UrlOptions {
    private static final String DEFAULT_TIMEOUT = "5s";

    @Option(names = "--url", paramLabel = "URL", description = "Load this instead of comparing, and report one run.")
    private @Nullable String url;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "With --url: N requests are due each second, whether those before are answered or not, and"
                    + " their time counts from then. Default: as many as are answered.")
    private @Nullable String rate;

    @Option(names = "--close", description = "With --url: a new connection for every request.")
    private boolean close;

    @Option(
            names = "--pipeline",
            paramLabel = "N",
            description = "With --url: N requests under way on each connection. Default: 1.")
    private @Nullable String pipeline;

    @Option(
            names = "--source-addresses",
            paramLabel = "N",
            description = "With --url: connections come from N addresses, 127.0.0.2 and up, as for ip-hash. Default:"
                    + " from the usual one.")
    private @Nullable String sourceAddresses;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            description = "With --url: a request without a whole answer by then has failed. Default: 5s.")
    private @Nullable String timeout;

    boolean isGiven() {
        return url != null;
    }

    /** Refuses what makes sense for one URL only. */
    void requireNone() {
        requireAbsent("rate", rate);
        requireAbsent("close", close ? "given" : null);
        requireAbsent("pipeline", pipeline);
        requireAbsent("source-addresses", sourceAddresses);
        requireAbsent("timeout", timeout);
    }

    private static void requireAbsent(String name, @Nullable String value) {
        if (value != null) {
            throw new InvalidOptionException(name, value, "only together with --url");
        }
    }

    /** Refuses what wrk can't do. */
    void requireWhatWrkDoes() {
        String expected = "not together with --tool=wrk, which has none";
        if (rate != null) {
            throw new InvalidOptionException("rate", rate, expected);
        }
        if (pipeline != null) {
            throw new InvalidOptionException("pipeline", pipeline, expected);
        }
        if (sourceAddresses != null) {
            throw new InvalidOptionException("source-addresses", sourceAddresses, expected);
        }
    }

    /** Returns what the run does. */
    LoadPlan plan(int connections, Duration duration) {
        int perConnection = pipeline == null ? 1 : number("pipeline", pipeline, LoadPlan.MAX_PIPELINE);
        int sources = sourceAddresses == null ? 0 : number("source-addresses", sourceAddresses, LoadPlan.MAX_SOURCES);
        int perSecond = rate == null ? 0 : number("rate", rate, LoadPlan.MAX_PER_SECOND);
        Duration patience = OptionValues.time("timeout", timeout == null ? DEFAULT_TIMEOUT : timeout);
        try {
            URI address = new URI(String.valueOf(url));
            LoadPlan plan = new LoadPlan(
                    address,
                    connections,
                    duration.toMillis(),
                    close,
                    patience.toMillis(),
                    perSecond,
                    perConnection,
                    sources);
            if (sources > 0) {
                requireLoopback(address.getHost(), sources);
            }
            return plan;
        } catch (URISyntaxException e) {
            throw new InvalidOptionException("url", String.valueOf(url), "http://HOST[:PORT]/PATH");
        } catch (IllegalArgumentException e) {
            throw new InvalidOptionException(String.valueOf(e.getMessage()));
        }
    }

    private static int number(String name, String text, int most) {
        return (int) OptionValues.number(name, text, 1, most);
    }

    /** From an address of this machine's own network only this machine can be reached. */
    private static void requireLoopback(String host, int sources) {
        try {
            InetAddress target = InetAddress.getByName(host);
            if (target.isLoopbackAddress() && target instanceof Inet4Address) {
                return;
            }
        } catch (UnknownHostException e) {
            // Said in the same words.
        }
        throw new InvalidOptionException(
                "source-addresses", Integer.toString(sources), "a --url in 127.0.0.0/8, not " + host);
    }
}
