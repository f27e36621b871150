/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.natives.io.netty.channel.unix;

/** Where a datagram of a unix socket came from. */
final class DomainDatagramSocketAddress {
    DomainDatagramSocketAddress(byte[] path, int received, DomainDatagramSocketAddress local) {}
}
