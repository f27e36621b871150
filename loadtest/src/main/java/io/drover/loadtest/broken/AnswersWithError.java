/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.broken;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** An application that listens and answers every request with a 500. */
public final class AnswersWithError {
    private static final byte[] ANSWER =
            "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);
    private static final int BACKLOG = 50;
    private static final int REQUEST_BYTES = 4096;

    private AnswersWithError() {}

    /** Serves on the port that an argument ending in {@code port=N} names. */
    @SuppressWarnings("InfiniteLoopStatement")
    public static void main(String[] arguments) throws IOException {
        int port = 0;
        for (String argument : arguments) {
            if (argument.contains("port=")) {
                port = Integer.parseInt(argument.substring(argument.indexOf("port=") + "port=".length()));
            }
        }
        try (ServerSocket server = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress())) {
            while (true) {
                try (Socket client = server.accept()) {
                    client.getInputStream().read(new byte[REQUEST_BYTES]);
                    client.getOutputStream().write(ANSWER);
                } catch (IOException e) {
                    // A client that has gone; the next one gets the same.
                }
            }
        }
    }
}
