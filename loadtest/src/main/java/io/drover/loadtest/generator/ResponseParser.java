/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.generator;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Finds the end of HTTP/1.1 answers in the bytes of a connection, however the network has cut them.
 *
 * <p>Threading: owned by the connection's event loop.
 */
final class ResponseParser {
    /*
     * Nothing is allocated for an answer and no header is kept. A line is gathered in `line`, and looked at when it is
     * complete; of a long one the beginning is enough, since what matters here is short. Bodies are skipped, not read.
     * A chunked body counts as malformed: everything this is pointed at sends a length.
     */
    private enum State {
        STATUS_LINE,
        HEADERS,
        BODY,
        COMPLETE,
        MALFORMED
    }

    private static final byte[] VERSION = ascii("http/1.");
    private static final byte[] CONTENT_LENGTH = ascii("content-length:");
    private static final byte[] TRANSFER_ENCODING = ascii("transfer-encoding:");
    private static final byte[] CONNECTION_CLOSE = ascii("connection: close");

    private static final int MAX_LINE = 256;
    private static final int STATUS_AT = "HTTP/1.1 ".length();
    private static final int MAX_LENGTH_DIGITS = 15;
    private static final long UNTIL_CLOSE = -1;

    private final byte[] line = new byte[MAX_LINE];
    private int lineLength;
    private State state = State.STATUS_LINE;
    private boolean begun;
    private int status;
    private long bodyLeft = UNTIL_CLOSE;
    private boolean last;

    /** Prepares for the next answer. */
    void reset() {
        state = State.STATUS_LINE;
        lineLength = 0;
        begun = false;
        status = 0;
        bodyLeft = UNTIL_CLOSE;
        last = false;
    }

    /** Takes bytes until the answer is complete, and returns the position behind those taken. */
    int take(ByteBuffer bytes, int from, int to) {
        int at = from;
        begun |= at < to;
        while (at < to && (state == State.STATUS_LINE || state == State.HEADERS)) {
            byte next = bytes.get(at++);
            if (next == '\n') {
                onLine();
                lineLength = 0;
            } else if (lineLength < MAX_LINE) {
                line[lineLength++] = next;
            }
        }
        return state == State.BODY ? skipBody(at, to) : at;
    }

    private int skipBody(int from, int to) {
        if (bodyLeft == UNTIL_CLOSE) {
            return to;
        }
        int skipped = (int) Math.min(bodyLeft, to - from);
        bodyLeft -= skipped;
        if (bodyLeft == 0) {
            state = State.COMPLETE;
        }
        return from + skipped;
    }

    private void onLine() {
        if (lineLength > 0 && line[lineLength - 1] == '\r') {
            lineLength--;
        }
        if (state == State.STATUS_LINE) {
            onStatusLine();
        } else if (lineLength == 0) {
            onHeadersEnd();
        } else {
            onHeader();
        }
    }

    private void onStatusLine() {
        status = isStatusLine() ? number(STATUS_AT, STATUS_AT + 3) : 0;
        state = status >= 100 ? State.HEADERS : State.MALFORMED;
        last = line[STATUS_AT - 2] == '0'; // HTTP/1.0
    }

    private boolean isStatusLine() {
        return lineLength >= STATUS_AT + 3 && startsWith(VERSION) && line[STATUS_AT - 1] == ' ';
    }

    private void onHeader() {
        // Most headers are none of ours, and most of those are told by their first letter.
        switch (line[0] | 0x20) {
            case 'c' -> {
                if (startsWith(CONTENT_LENGTH)) {
                    onContentLength();
                } else if (startsWith(CONNECTION_CLOSE)) {
                    last = true;
                }
            }
            case 't' -> {
                if (startsWith(TRANSFER_ENCODING)) {
                    state = State.MALFORMED;
                }
            }
            default -> {}
        }
    }

    private void onContentLength() {
        int from = CONTENT_LENGTH.length;
        while (from < lineLength && line[from] == ' ') {
            from++;
        }
        while (from < lineLength && line[lineLength - 1] == ' ') {
            lineLength--;
        }
        int digits = lineLength - from;
        bodyLeft = digits == 0 || digits > MAX_LENGTH_DIGITS ? -1 : longNumber(from, lineLength);
        if (bodyLeft < 0) {
            state = State.MALFORMED;
        }
    }

    private void onHeadersEnd() {
        if (status < 200) {
            reset(); // an interim answer, the real one follows: RFC 9110 section 15.2
            begun = true;
        } else if (status == 204 || status == 304 || bodyLeft == 0) {
            state = State.COMPLETE;
        } else {
            last |= bodyLeft == UNTIL_CLOSE;
            state = State.BODY;
        }
    }

    /** Is told that the connection has ended, which completes an answer without a length. */
    void onConnectionEnd() {
        if (state == State.BODY && bodyLeft == UNTIL_CLOSE) {
            state = State.COMPLETE;
        }
    }

    boolean isComplete() {
        return state == State.COMPLETE;
    }

    boolean isMalformed() {
        return state == State.MALFORMED;
    }

    /** Tells whether any byte of the answer has come. */
    boolean hasBegun() {
        return begun;
    }

    boolean isSuccess() {
        return status / 100 == 2;
    }

    /** Tells whether the server will close the connection after this answer. */
    boolean isLastOfConnection() {
        return last;
    }

    private boolean startsWith(byte[] lowerCase) {
        if (lineLength < lowerCase.length) {
            return false;
        }
        for (int i = 0; i < lowerCase.length; i++) {
            byte letter = line[i];
            int lower = letter >= 'A' && letter <= 'Z' ? letter | 0x20 : letter;
            if (lower != lowerCase[i]) {
                return false;
            }
        }
        return true;
    }

    private int number(int from, int to) {
        return (int) longNumber(from, to);
    }

    /** Returns -1 when it is none. */
    private long longNumber(int from, int to) {
        long number = 0;
        for (int i = from; i < to; i++) {
            if (line[i] < '0' || line[i] > '9') {
                return -1;
            }
            number = 10 * number + (line[i] - '0');
        }
        return number;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
