/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.upstream;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Finds the addresses of names.
 *
 * <p>Threading: owned by the supervisor thread, on which its answers come.
 */
interface NameLookup {

    /**
     * Looks up a name, without blocking.
     *
     * @return fails with an {@link java.net.UnknownHostException} or another reason when there is no address
     */
    CompletionStage<Answer> lookUp(String host);

    /** Ends what it holds. */
    void close();

    /**
     * What a name stands for.
     *
     * @param addresses at least one
     * @param validFor until it has to be asked again
     */
    record Answer(List<InetAddress> addresses, Duration validFor) {
        public Answer {
            addresses = List.copyOf(addresses);
        }
    }
}
