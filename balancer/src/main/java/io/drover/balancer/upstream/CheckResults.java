/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.upstream;

/**
 * What the checks of one server have shown so far. It counts as up until they say otherwise: clients that come before the
 * first check need not wait for it.
 *
 * <p>Threading: owned by the supervisor thread.
 */
final class CheckResults {
    private final int rise;
    private final int fall;
    private boolean up = true;
    private int against;

    /**
     * Makes results without any.
     *
     * @param rise how many checks in a row have to succeed for a server that is down to be up, at least 1
     * @param fall how many have to fail for one that is up to be down, at least 1
     */
    CheckResults(int rise, int fall) {
        this.rise = rise;
        this.fall = fall;
    }

    boolean isUp() {
        return up;
    }

    /** Adds one; returns whether that has brought the server up or down. */
    boolean add(boolean succeeded) {
        against = succeeded == up ? 0 : against + 1;
        if (against < (up ? fall : rise)) {
            return false;
        }
        up = succeeded;
        against = 0;
        return true;
    }
}
