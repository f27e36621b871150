/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.bench.agent;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;

/** The server that starts fastest of all that speak HTTP: the JDK's own, with nothing to serve. */
public final class SmallestServer {
    private SmallestServer() {}

    /**
     * Starts it.
     *
     * @param args the port
     */
    public static void main(String[] args) throws IOException {
        HttpServer.create(new InetSocketAddress(Integer.parseInt(args[0])), 0).start();
    }
}
