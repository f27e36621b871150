/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import io.drover.core.scoreboard.RelayFailure;
import org.jspecify.annotations.Nullable;

/**
 * Who ended a relayed connection, and in which phase. The code has two letters, as operators know them from HAProxy's
 * log: the first who or what ended it (C client, S server, c and s their timeouts, R resources, P and K we), the second
 * when (R what comes before a client's first byte, Q waiting for a backend with room, C connecting, D data); {@code --} is a connection that both sides
 * ended in order.
 */
public enum Termination {
    /** Both sides ended it in order. */
    NORMAL("--"),
    /** The client reset it. */
    CLIENT_RESET("CD"),
    /** The backend reset it, or died while it was open. */
    SERVER_RESET("SD"),
    /** What had to come before the client's first byte was malformed. */
    BAD_GREETING("PR"),
    /** The handshake of TLS failed, of which the client has been told. */
    NO_TLS("PR"),
    /** It did not come in time. */
    GREETING_TIMEOUT("cR"),
    /** The client had as many connections as it may have. */
    CLIENT_LIMIT("PC"),
    /** The client gave up before a backend was connected. */
    CLIENT_LEFT("CC"),
    /** No backend had room for it in time. */
    QUEUE_TIMEOUT("sQ"),
    /** No backend took the connection. */
    CONNECT_FAILED("SC"),
    /** No backend answered the connect in time. */
    CONNECT_TIMEOUT("sC"),
    /** The client neither sent nor took a byte for too long. */
    CLIENT_TIMEOUT("cD"),
    /** The backend neither sent nor took a byte for too long. */
    SERVER_TIMEOUT("sD"),
    /** One side had ended and the other did not follow in time. */
    HALF_CLOSED_TIMEOUT("hD"),
    /** It was open for as long as a connection may be. */
    TOTAL_TIMEOUT("tD"),
    /** No descriptor or memory was left for it. */
    OUT_OF_RESOURCES("RC"),
    /** We ended it: the drain timeout was over. */
    DRAINED("KD");

    private final String code;

    Termination(String code) {
        this.code = code;
    }

    /** Returns the two letters. */
    public String code() {
        return code;
    }

    /** Returns what went wrong, where anything did that is the client's or the backend's doing. */
    @Nullable
    RelayFailure failure() {
        return switch (this) {
            case CLIENT_RESET, CLIENT_LEFT -> RelayFailure.CLIENT;
            case SERVER_RESET -> RelayFailure.BACKEND;
            case QUEUE_TIMEOUT, CLIENT_TIMEOUT, SERVER_TIMEOUT, HALF_CLOSED_TIMEOUT, TOTAL_TIMEOUT ->
                RelayFailure.TIMEOUT;
            default -> null;
        };
    }

    /** Tells whether both sides have to learn that something is missing: they get a reset, not an end of file. */
    boolean isAbrupt() {
        return this != NORMAL && this != NO_TLS;
    }
}
