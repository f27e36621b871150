/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package example.jdk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Says who answers whom, on the JDK's own HTTP server: {@code --port=8080}, and {@code --virtual} for virtual threads,
 * which need JDK 21.
 */
public final class HttpServerMain {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private HttpServerMain() {}

    public static void main(String[] args) throws IOException, GeneralSecurityException, ReflectiveOperationException {
        int port = 8080;
        Path keyStore = null;
        ExecutorService threads = Executors.newCachedThreadPool();
        for (String arg : args) {
            if (arg.startsWith("--port=")) {
                port = Integer.parseInt(arg.substring("--port=".length()));
            } else if (arg.startsWith("--tls=")) {
                keyStore = Path.of(arg.substring("--tls=".length()));
            } else if (arg.equals("--virtual")) {
                threads = (ExecutorService) Executors.class
                        .getMethod("newVirtualThreadPerTaskExecutor")
                        .invoke(null);
            }
        }
        HttpServer server = create(new InetSocketAddress(port), keyStore);
        server.setExecutor(threads);
        server.createContext("/", HttpServerMain::answer);
        server.createContext("/slow", HttpServerMain::answerLater);
        server.start();
    }

    private static HttpServer create(InetSocketAddress address, Path keyStore)
            throws IOException, GeneralSecurityException {
        if (keyStore == null) {
            return HttpServer.create(address, 0);
        }
        KeyStore keys = KeyStore.getInstance(keyStore.toFile(), PASSWORD);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(factory.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(address, 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return server;
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
