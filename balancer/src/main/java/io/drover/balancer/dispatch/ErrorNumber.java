/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.dispatch;

import io.netty.channel.unix.Errors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The number of errno(3) behind a failure of the native transport, which where it connects is in the message alone. */
public final class ErrorNumber {
    /** There is no number. */
    public static final int NONE = 0;

    public static final int EBADF = 9;
    public static final int EAGAIN = 11;
    public static final int ENOMEM = 12;
    public static final int EINVAL = 22;
    public static final int ENFILE = 23;
    public static final int EMFILE = 24;
    public static final int ENOTSOCK = 88;
    public static final int EADDRNOTAVAIL = 99;
    public static final int ENOBUFS = 105;
    public static final int ECANCELED = 125;

    private static final Pattern NUMBER = Pattern.compile("error\\(-(\\d{1,4})\\)");

    private ErrorNumber() {}

    /** Returns it, or {@link #NONE}. */
    public static int of(Throwable failure) {
        if (failure instanceof Errors.NativeIoException known) {
            return -known.expectedErr();
        }
        Matcher number = NUMBER.matcher(String.valueOf(failure.getMessage()));
        return number.find() ? Integer.parseInt(number.group(1)) : NONE;
    }
}
