/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.image;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The application as workers of a generation run it.
 *
 * @param jar what {@code java -jar} is given: nobody writes to it, but for an application that runs in place
 * @param folder where its class data is kept, or null for none
 * @param inUse keeps others from evicting it, as long as it is open
 * @param isOwn whether the jar belongs to this cluster alone and goes with the generation
 */
public record AppImage(
        Path jar, @Nullable Path folder, @Nullable FileChannel inUse, boolean isOwn) {
    void release() throws IOException {
        if (inUse != null) {
            inUse.close();
        }
    }
}
