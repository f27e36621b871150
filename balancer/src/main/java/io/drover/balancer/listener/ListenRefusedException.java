/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.listener;

import io.drover.core.control.ControlMessage.ListenError;
import io.netty.channel.unix.Errors;
import java.io.IOException;
import java.util.regex.Pattern;

/** A listener could not be opened; says why in the words of the system. */
public final class ListenRefusedException extends Exception {
    private static final long serialVersionUID = 1;

    private static final int EACCES = 13;
    private static final int EADDRINUSE = 98;
    private static final int EADDRNOTAVAIL = 99;

    /** Netty: {@code bind(..) failed with error(-98): Address already in use}. */
    private static final Pattern CALL_AND_NUMBER = Pattern.compile("^.*error\\(-?[0-9]+\\): ");

    private final ListenError error;

    private ListenRefusedException(ListenError error, String reason, IOException cause) {
        super(reason, cause);
        this.error = error;
    }

    static ListenRefusedException of(IOException failure) {
        String message = String.valueOf(failure.getMessage());
        return new ListenRefusedException(
                errorOf(failure), CALL_AND_NUMBER.matcher(message).replaceFirst(""), failure);
    }

    private static ListenError errorOf(IOException failure) {
        if (!(failure instanceof Errors.NativeIoException nativeFailure)) {
            return ListenError.OTHER;
        }
        return switch (-nativeFailure.expectedErr()) {
            case EADDRINUSE -> ListenError.ADDRESS_IN_USE;
            case EACCES -> ListenError.PERMISSION_DENIED;
            case EADDRNOTAVAIL -> ListenError.ADDRESS_NOT_AVAILABLE;
            default -> ListenError.OTHER;
        };
    }

    /** Returns what kind of failure it was. */
    public ListenError error() {
        return error;
    }
}
