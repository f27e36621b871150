/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.natives.io.netty.channel.unix;

/** Who is at the other end of a unix socket. */
public final class PeerCredentials {
    PeerCredentials(int pid, int uid, int[] gids) {}
}
