/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which cores the servers and the load generator may run on.
 *
 * @param servers as taskset(1) takes it; empty for all
 * @param generator the same
 * @param serverCores how many the servers have
 */
public record Pinning(String servers, String generator, int serverCores) {
    /** With fewer, servers would lose more than the generator's disturbing costs them. */
    public static final int FEWEST_CORES = 4;

    private static final String TASKSET = "taskset";

    /** Everything may run everywhere. */
    public static Pinning none() {
        return new Pinning("", "", Runtime.getRuntime().availableProcessors());
    }

    /** Returns a core of its own for the generator, which has one busy thread, and the others for the servers. */
    public static Pinning apart(int cores) {
        return new Pinning(cores == 2 ? "0" : "0-" + (cores - 2), Integer.toString(cores - 1), cores - 1);
    }

    /** Tells whether this machine can do that. */
    public static boolean isPossible() {
        return Executables.find(TASKSET).isPresent();
    }

    /** Returns the command as it has to be started for a server. */
    public List<String> server(List<String> command) {
        return pinned(servers, command);
    }

    /** Returns the command as it has to be started for the load generator. */
    public List<String> generator(List<String> command) {
        return pinned(generator, command);
    }

    private static List<String> pinned(String cores, List<String> command) {
        Optional<String> taskset = Executables.find(TASKSET).map(Object::toString);
        if (cores.isEmpty() || taskset.isEmpty()) {
            return command;
        }
        // It becomes what it starts: the process id stays.
        List<String> all = new ArrayList<>(List.of(taskset.get(), "-c", cores));
        all.addAll(command);
        return all;
    }

    /** Returns it for a report. */
    public String words() {
        return servers.isEmpty()
                ? "not pinned: generator and servers share all cores"
                : "pinned: servers on cores " + servers + ", the generator on core " + generator;
    }
}
