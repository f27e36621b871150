/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.natives.io.netty.channel;

import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/** Part of a file to be sent. Its fields are the library's. */
public final class DefaultFileRegion {
    @Nullable
    FileChannel file;

    long transferred;

    private DefaultFileRegion() {}
}
