/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.proxyprotocol;

/** What should have been a header is none. There is no stack trace, as clients cause it. */
public final class MalformedHeaderException extends Exception {
    private static final long serialVersionUID = 1;

    private final String reason;

    MalformedHeaderException(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    /** Returns what is wrong with it, in a few words. */
    public String reason() {
        return reason;
    }
}
