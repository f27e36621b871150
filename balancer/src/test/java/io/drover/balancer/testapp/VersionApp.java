/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.testapp;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;

/**
 * A server that knows nothing of Drover and needs only its jar. It answers with the text that lies in there, read anew
 * each time, and its process id.
 */
public final class VersionApp {
    /** Where its text is in the jar. */
    public static final String TEXT = "version.txt";

    private VersionApp() {}

    /** Starts the server on the given port. */
    public static void main(String... args) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(Integer.parseInt(args[0])), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                byte[] answer = (text() + " " + ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        server.start();
    }

    private static String text() throws IOException {
        URL resource = VersionApp.class.getResource("/" + TEXT);
        URLConnection connection = resource.openConnection();
        connection.setUseCaches(false);
        try (InputStream in = connection.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).substring(0, 3);
        }
    }
}
