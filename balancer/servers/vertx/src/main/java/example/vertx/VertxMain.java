/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package example.vertx;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;

/** Says who answers whom, on Vert.x: {@code --port=8080}, and {@code --native} for epoll in place of NIO. */
public final class VertxMain {
    private VertxMain() {}

    public static void main(String[] args) {
        int port = 8080;
        boolean isNative = false;
        for (String arg : args) {
            isNative |= arg.equals("--native");
            if (arg.startsWith("--port=")) {
                port = Integer.parseInt(arg.substring("--port=".length()));
            }
        }
        Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(isNative));
        if (isNative && !vertx.isNativeTransportEnabled()) {
            throw new IllegalStateException("no native transport", vertx.unavailableNativeTransportCause());
        }
        vertx.createHttpServer()
                .requestHandler(request -> handle(vertx, request))
                .webSocketHandler(webSocket -> webSocket.textMessageHandler(text ->
                        webSocket.writeTextMessage(ProcessHandle.current().pid() + " " + text)))
                .listen(port)
                .onFailure(failure -> {
                    failure.printStackTrace();
                    System.exit(1);
                });
    }

    private static void handle(Vertx vertx, HttpServerRequest request) {
        if (request.path().equals("/slow")) {
            vertx.setTimer(Long.parseLong(request.getParam("ms")), timer -> answer(request));
        } else {
            answer(request);
        }
    }

    private static void answer(HttpServerRequest request) {
        request.response()
                .putHeader("content-type", "application/json")
                .end(String.format(
                        "{\"pid\":%d,\"remote\":\"%s\",\"local\":\"%s\",\"server\":\"vertx\"}",
                        ProcessHandle.current().pid(), text(request.remoteAddress()), text(request.localAddress())));
    }

    private static String text(SocketAddress address) {
        return address.hostAddress() + ":" + address.port();
    }
}
