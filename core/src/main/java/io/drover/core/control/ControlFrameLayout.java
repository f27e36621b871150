/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.control;

/**
 * The bytes of a control frame. Numbers are in network order.
 *
 * <pre>
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +---------------------------------------------------------------+
 *   |              length of what follows, in bytes                 |
 *   +---------------+-----------------------------------------------+
 *   |     type      |   fields of the message, in order ...
 *   +---------------+-----------------------------------------------
 * </pre>
 *
 * <p>A string is a 16-bit count of bytes and that many bytes of UTF-8; a constant is its name as a string; an endpoint is one byte (1 TCP, 2 unix) and its
 * fields. A receiver skips frames of a type it does not know, and bytes behind the fields it knows, so that a newer side
 * can talk to an older one.
 */
public final class ControlFrameLayout {
    /** Goes up when a side can no longer understand the other. */
    public static final int PROTOCOL_VERSION = 1;

    /** Bytes of the length field. */
    public static final int LENGTH_BYTES = 4;

    /** A longer frame ends the connection: no message comes near it. */
    public static final int MAX_FRAME_BYTES = 64 * 1024;

    static final byte TCP = 1;
    static final byte UNIX = 2;

    static final byte HELLO = 1;
    static final byte WELCOME = 2;
    static final byte REFUSED = 3;
    static final byte LISTEN = 4;
    static final byte LISTENING = 5;
    static final byte LISTEN_FAILED = 6;
    static final byte FETCH_DESCRIPTOR = 7;
    static final byte ACCEPTING = 8;
    static final byte READY = 9;
    static final byte LEAVING = 10;
    static final byte DRAIN = 11;
    static final byte DRAINED = 12;
    static final byte STOPPED_LISTENING = 13;
    static final byte AGENT_FAILED = 14;
    static final byte COMMAND = 15;
    static final byte OUTPUT = 16;
    static final byte DONE = 17;
    static final byte RETURN_CONNECTIONS = 18;
    static final byte GIVE_BACK = 19;

    private ControlFrameLayout() {}
}
