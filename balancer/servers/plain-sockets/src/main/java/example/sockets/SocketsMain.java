/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package example.sockets;

import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Says who answers whom, over HTTP by hand. The first argument chooses how connections are accepted; {@code
 * --port=8080} follows.
 */
public final class SocketsMain {
    private SocketsMain() {}

    public static void main(String[] args) throws Exception {
        int port = 8080;
        for (String arg : args) {
            if (arg.startsWith("--port=")) {
                port = Integer.parseInt(arg.substring("--port=".length()));
            }
        }
        serve(args[0], new InetSocketAddress(port));
    }

    private static void serve(String mode, InetSocketAddress address) throws Exception {
        switch (mode) {
            case "server-socket" -> new BlockingServer(Executors.newCachedThreadPool()).acceptFromSocket(address, 0);
            case "server-socket-timeout" ->
                new BlockingServer(Executors.newCachedThreadPool()).acceptFromSocket(address, 200);
            case "server-socket-virtual" -> serveOnVirtualThreads(address);
            case "channel-blocking" -> new BlockingServer(Executors.newCachedThreadPool()).acceptFromChannel(address);
            case "channel-selector" -> new SelectorServer(address).run();
            case "channel-async" -> new AsyncServer(address).run();
            default -> throw new IllegalArgumentException("mode: " + mode);
        }
    }

    /** Accepts on a virtual thread too. */
    private static void serveOnVirtualThreads(InetSocketAddress address) throws Exception {
        ExecutorService threads = (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        threads.submit(() -> {
                    new BlockingServer(threads).acceptFromSocket(address, 0);
                    return null;
                })
                .get();
    }

    /** Says on standard error why a connection was given up. */
    static void report(Exception failure) {
        System.err.println("connection: " + failure);
    }
}
