/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.control;

/**
 * An address that a worker asks the primary to listen on, or that a listener is bound to.
 *
 * <p>Equality is written out: what a record has of itself is put together by the JVM at the first use, which takes longer
 * than all the rest of opening a listener while the first workers wait for it.
 */
public sealed interface Endpoint {

    /**
     * A TCP address.
     *
     * @param host a numeric IPv4 or IPv6 address; empty for every address of the machine, in both families
     * @param port from 0 to 65535; 0 asks for any free port
     */
    record Tcp(String host, int port) implements Endpoint {
        public Tcp {
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException("port: " + port + " (expected: 0 to 65535)");
            }
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Tcp tcp && port == tcp.port && host.equals(tcp.host);
        }

        @Override
        public int hashCode() {
            return 31 * host.hashCode() + port;
        }

        @Override
        public String toString() {
            String shown = host.isEmpty() ? "*" : host.indexOf(':') >= 0 ? "[" + host + "]" : host;
            return shown + ":" + port;
        }
    }

    /**
     * A unix stream socket.
     *
     * @param path absolute path in the file system
     */
    record Unix(String path) implements Endpoint {
        @Override
        public boolean equals(Object other) {
            return other instanceof Unix unix && path.equals(unix.path);
        }

        @Override
        public int hashCode() {
            return path.hashCode();
        }

        @Override
        public String toString() {
            return "unix:" + path;
        }
    }
}
