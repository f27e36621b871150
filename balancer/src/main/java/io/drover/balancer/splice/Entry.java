/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

/** How a connection has come. */
enum Entry {
    /** From a client. */
    CLIENT,
    /** From a proxy that is to say first who the client is. */
    PROXY,
    /** From the primary itself. */
    OURS
}
