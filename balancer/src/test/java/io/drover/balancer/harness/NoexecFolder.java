/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A folder of a file system that no program can be run from, as containers have them, by unshare(1) and mount(8). Only
 * the processes of one cluster see what is in it, so nothing of it is left when they are gone.
 *
 * @param path of the folder
 */
public record NoexecFolder(Path path) {
    private static final String MOUNT_AND_BECOME =
            "mount -t tmpfs -o noexec,size=64m,mode=700 noexec \"$0\" && exec \"$@\"";

    /** Makes one in the folder of a cluster. */
    public static NoexecFolder in(ClusterFolder folder) throws IOException {
        return new NoexecFolder(Files.createDirectory(folder.file("nx")));
    }

    /** Tells whether this process may mount it. */
    public boolean isPossible() {
        return Unshare.isPossible(List.of(command()));
    }

    /** Returns the command that mounts it for the program behind it and becomes that. */
    public String[] command() {
        return new String[] {"unshare", "--mount", "sh", "-c", MOUNT_AND_BECOME, path.toString()};
    }
}
