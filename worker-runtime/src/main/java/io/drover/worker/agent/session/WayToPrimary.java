/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.session;

import java.io.IOException;
import java.nio.channels.ByteChannel;
import java.nio.file.Path;

/** How the primary is reached. Called on the control thread. */
public interface WayToPrimary {
    /**
     * Connects to a unix socket.
     *
     * @return a channel whose calls wait, owned by the caller
     */
    ByteChannel connect(Path control) throws IOException;
}
