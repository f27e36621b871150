/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.http;

import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;

/**
 * Where a connection stands between its requests and its responses. Requests may come before earlier ones are answered
 * (RFC 9112 section 9.3.2); a response may end before its request has, and have interim ones before it (RFC 9110 section
 * 15.2).
 *
 * <p>Threading: owned by the connection's event loop.
 */
final class Exchanges {
    private int unanswered; // requests whose head has come, and whose response has not ended
    private boolean requestOpen; // a head has come, the end of its body has not
    private boolean interim; // what is written belongs to an interim response

    void onRead(Object message) {
        if (message instanceof HttpRequest) {
            unanswered++;
            requestOpen = true;
        }
        if (message instanceof LastHttpContent) {
            requestOpen = false;
        }
    }

    /** Takes note of what is written; returns whether a response begins that is not an interim one. */
    boolean onResponse(HttpResponse head) {
        interim = head.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        return !interim;
    }

    /** Takes note of the end of what {@link #onResponse} began; returns whether that answers a request. */
    boolean onResponseEnd() {
        if (interim) {
            interim = false;
            return false;
        }
        // One that answers nothing can be written, too: a 408 to a client that is too slow.
        boolean answers = unanswered > 0;
        if (answers) {
            unanswered--;
        }
        return answers;
    }

    boolean isRequestOpen() {
        return requestOpen;
    }

    /** Tells whether no request waits for an answer but the one whose response is being written. */
    boolean isLastUnanswered() {
        return unanswered <= 1;
    }

    boolean isIdle() {
        return unanswered == 0 && !requestOpen;
    }
}
