/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package example.helidon;

import io.helidon.common.socket.PeerInfo;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.InetSocketAddress;

/** Says who answers whom, on Helidon: {@code --port=8080}. */
public final class HelidonMain {
    private HelidonMain() {}

    public static void main(String[] args) {
        int port = 8080;
        for (String arg : args) {
            if (arg.startsWith("--port=")) {
                port = Integer.parseInt(arg.substring("--port=".length()));
            }
        }
        WebServer.builder()
                .port(port)
                .routing(routing -> routing.any("/", HelidonMain::answer).any("/slow", HelidonMain::answerLater))
                .build()
                .start();
    }

    private static void answer(ServerRequest request, ServerResponse response) {
        response.header(HeaderNames.CONTENT_TYPE, "application/json");
        response.send(String.format(
                "{\"pid\":%d,\"remote\":\"%s\",\"local\":\"%s\",\"server\":\"helidon\"}",
                ProcessHandle.current().pid(), text(request.remotePeer()), text(request.localPeer())));
    }

    private static void answerLater(ServerRequest request, ServerResponse response) throws InterruptedException {
        Thread.sleep(Long.parseLong(request.query().get("ms")));
        answer(request, response);
    }

    private static String text(PeerInfo peer) {
        InetSocketAddress address = (InetSocketAddress) peer.address();
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }
}
