/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.generator;

/**
 * Is told what becomes of connections and requests.
 *
 * <p>Threading: called on the event loop of the run.
 */
interface Outcomes {
    /** A connection has come about. */
    void onConnected();

    /** So many bytes have come, whatever becomes of the answer they belong to. */
    void onBytes(int count);

    /** A request was answered completely and with a 2xx. */
    void onAnswer(long startNs, long waitNs);

    /**
     * A request has failed.
     *
     * @param kept whether the connection had served another request before
     */
    void onError(ErrorKind kind, long startNs, long waitNs, boolean kept);
}
