/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.dispatch;

/**
 * An acceptor, as its sink sees it.
 *
 * <p>Threading: owned by the acceptor thread.
 */
public interface ConnectionSource {

    /**
     * Takes back a connection that its worker never took; it goes to another before any new one.
     *
     * @param fd owned by the source from now on
     */
    void giveBack(int fd);

    /** Goes on accepting: a worker may have room again. */
    void resume();
}
