/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.natives.io.netty.channel.unix;

/** Where a datagram came from. */
final class DatagramSocketAddress {
    DatagramSocketAddress(byte[] address, int scope, int port, int received, DatagramSocketAddress local) {}
}
