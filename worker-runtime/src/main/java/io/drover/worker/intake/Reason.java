/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.intake;

import java.util.regex.Pattern;

/** The system's words for a failed call, without the name and number of the call in front. */
final class Reason {
    /** Netty: {@code bind(..) failed with error(-98): Address already in use}. */
    private static final Pattern CALL_AND_NUMBER = Pattern.compile("^.*error\\(-?[0-9]+\\): ");

    private Reason() {}

    static String of(Throwable failure) {
        String message = failure.getMessage();
        return message == null
                ? failure.toString()
                : CALL_AND_NUMBER.matcher(message).replaceFirst("");
    }
}
