/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.upstream;

/**
 * Whether a server seems to take connections.
 *
 * <p>Threading: safe from any thread.
 */
public final class Availability {
    private volatile boolean down; // written by the supervisor thread
    private volatile boolean ejected; // written by the acceptor thread

    /** Tells whether it is to get connections as long as there are others that are. */
    public boolean isUp() {
        return !down && !ejected;
    }

    /** Returns how it is in a word: up, down as checks say, or ejected as connects to it have failed. */
    public String word() {
        if (down) {
            return "down";
        }
        return ejected ? "ejected" : "up";
    }

    /** Has it left alone, or not any longer. */
    public void ejected(boolean isEjected) {
        ejected = isEjected;
    }

    void down(boolean isDown) {
        down = isDown;
    }
}
