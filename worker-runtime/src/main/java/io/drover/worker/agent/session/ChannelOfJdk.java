/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.session;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** Reaches the primary by what the JDK has for it, which is slow to start, and works where the hook does not. */
final class ChannelOfJdk implements WayToPrimary {
    @Override
    public ByteChannel connect(Path control) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(control));
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }
}
