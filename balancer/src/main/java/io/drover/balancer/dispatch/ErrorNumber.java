/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.dispatch;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The number of errno(3) behind a failure of the native transport, which says it in words alone where it connects. */
public final class ErrorNumber {
    /** No number is in the message. */
    public static final int NONE = 0;

    public static final int EAGAIN = 11;
    public static final int ENOMEM = 12;
    public static final int ENFILE = 23;
    public static final int EMFILE = 24;
    public static final int EADDRNOTAVAIL = 99;
    public static final int ENOBUFS = 105;

    private static final Pattern NUMBER = Pattern.compile("error\\(-(\\d{1,4})\\)");

    private ErrorNumber() {}

    /** Returns it, or {@link #NONE}. */
    public static int of(Throwable failure) {
        Matcher number = NUMBER.matcher(String.valueOf(failure.getMessage()));
        return number.find() ? Integer.parseInt(number.group(1)) : NONE;
    }
}
