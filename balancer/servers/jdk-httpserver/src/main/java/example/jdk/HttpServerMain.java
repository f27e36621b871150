/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package example.jdk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Says who answers whom, on the JDK's own HTTP server: {@code --port=8080}, and {@code --virtual} for virtual threads,
 * which need JDK 21.
 */
public final class HttpServerMain {
    private HttpServerMain() {}

    public static void main(String[] args) throws IOException, ReflectiveOperationException {
        int port = 8080;
        ExecutorService threads = Executors.newCachedThreadPool();
        for (String arg : args) {
            if (arg.startsWith("--port=")) {
                port = Integer.parseInt(arg.substring("--port=".length()));
            } else if (arg.equals("--virtual")) {
                threads = (ExecutorService) Executors.class
                        .getMethod("newVirtualThreadPerTaskExecutor")
                        .invoke(null);
            }
        }
        HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
        server.setExecutor(threads);
        server.createContext("/", HttpServerMain::answer);
        server.createContext("/slow", HttpServerMain::answerLater);
        server.start();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        byte[] answer = String.format(
                        "{\"pid\":%d,\"remote\":\"%s\",\"local\":\"%s\",\"server\":\"jdk-httpserver\"}",
                        ProcessHandle.current().pid(),
                        text(exchange.getRemoteAddress()),
                        text(exchange.getLocalAddress()))
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private static void answerLater(HttpExchange exchange) throws IOException {
        try {
            Thread.sleep(Long.parseLong(exchange.getRequestURI().getQuery().substring("ms=".length())));
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        }
        answer(exchange);
    }

    private static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }
}
