/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.control;

import io.drover.core.control.Endpoint;
import java.net.BindException;
import java.util.HashMap;
import java.util.Map;

/**
 * What this worker listens on. A fixed address can be had once, as alone; of the listeners with port 0 each gets the
 * next number, so that the n-th of every worker share a port.
 *
 * <p>Threading: safe from any thread.
 */
public final class ListenIndexes {
    /**
     * By the endpoint's own words; guarded by this. A record's hash code is put together at run time when it is first
     * asked for, which would be while an application waits for its first bind.
     */
    private final Map<String, Integer> taken = new HashMap<>();

    /**
     * Takes an address.
     *
     * @return which of this worker's listeners on any free port it is; 0 for a fixed address
     * @throws BindException when this worker listens there already
     */
    public synchronized int claim(Endpoint endpoint) throws BindException {
        int count = taken.getOrDefault(endpoint.toString(), 0);
        if (count > 0 && !isAnyPort(endpoint)) {
            throw new BindException(endpoint + ": Address already in use");
        }
        taken.put(endpoint.toString(), count + 1);
        return count;
    }

    /** Gives an address up. */
    public synchronized void release(Endpoint endpoint) {
        // The numbers of port 0 are not given out again: another listener of this worker may have the next one.
        if (!isAnyPort(endpoint)) {
            taken.remove(endpoint.toString());
        }
    }

    private static boolean isAnyPort(Endpoint endpoint) {
        return endpoint instanceof Endpoint.Tcp tcp && tcp.port() == 0;
    }
}
