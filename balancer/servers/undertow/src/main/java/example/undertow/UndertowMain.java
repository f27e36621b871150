/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package example.undertow;

import io.undertow.Undertow;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.SameThreadExecutor;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** Says who answers whom, on Undertow: {@code --port=8080}. */
public final class UndertowMain {
    private UndertowMain() {}

    public static void main(String[] args) {
        int port = 8080;
        for (String arg : args) {
            if (arg.startsWith("--port=")) {
                port = Integer.parseInt(arg.substring("--port=".length()));
            }
        }
        Undertow.builder()
                .addHttpListener(port, "0.0.0.0")
                .setHandler(UndertowMain::handle)
                .build()
                .start();
    }

    private static void handle(HttpServerExchange exchange) {
        if (!exchange.getRequestPath().equals("/slow")) {
            answer(exchange);
            return;
        }
        long delayMs = Long.parseLong(exchange.getQueryParameters().get("ms").getFirst());
        exchange.dispatch(SameThreadExecutor.INSTANCE, () -> exchange.getIoThread()
                .executeAfter(() -> answer(exchange), delayMs, TimeUnit.MILLISECONDS));
    }

    private static void answer(HttpServerExchange exchange) {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
        exchange.getResponseSender()
                .send(String.format(
                        "{\"pid\":%d,\"remote\":\"%s\",\"local\":\"%s\",\"server\":\"undertow\"}",
                        ProcessHandle.current().pid(),
                        text(exchange.getSourceAddress()),
                        text(exchange.getDestinationAddress())));
    }

    private static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }
}
