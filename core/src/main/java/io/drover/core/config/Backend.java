/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.config;

import java.nio.file.Path;
import java.util.List;

/** What serves the connections. */
public sealed interface Backend {

    /** Returns a few words for it, which name the cluster where nobody else does. */
    String label();

    /** Tells whether the primary starts it, and not somebody else. */
    default boolean isStartedHere() {
        return !(this instanceof Upstreams);
    }

    /**
     * A jar that every worker runs.
     *
     * @param path absolute; exists and has a Main-Class
     */
    record Jar(Path path) implements Backend {
        @Override
        public String label() {
            return String.valueOf(path.getFileName());
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }

    /**
     * Any program, which every worker runs and which listens on the port that its environment names.
     *
     * @param line as a shell reads it
     */
    record Command(String line) implements Backend {
        @Override
        public String label() {
            String program = line.strip().split("\\s+", -1)[0];
            return program.substring(program.lastIndexOf('/') + 1);
        }

        @Override
        public String toString() {
            return line;
        }
    }

    /**
     * Servers that run already, here or elsewhere.
     *
     * @param all at least one
     */
    record Upstreams(List<Upstream> all) implements Backend {
        public Upstreams {
            all = List.copyOf(all);
        }

        @Override
        public String label() {
            return "upstream";
        }

        @Override
        public String toString() {
            return String.join(" ", all.stream().map(Upstream::name).toList());
        }
    }
}
