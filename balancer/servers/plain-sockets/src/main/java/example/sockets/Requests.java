/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package example.sockets;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The requests of one connection: what has been received of them, and the answers. No request has a body. */
final class Requests {
    /**
     * One request.
     *
     * @param delayMs the answer is to wait
     * @param isLast whether the connection ends after the answer
     */
    record Request(long delayMs, boolean isLast) {}

    private static final String END = "\r\n\r\n";
    private static final String SLOW = "GET /slow?ms=";

    private final SocketAddress remote;
    private final SocketAddress local;
    private String received = "";

    Requests(SocketAddress remote, SocketAddress local) {
        this.remote = remote;
        this.local = local;
    }

    void received(ByteBuffer bytes) {
        received += StandardCharsets.ISO_8859_1.decode(bytes);
    }

    /** Returns the next whole request, or null. */
    Request next() {
        int end = received.indexOf(END);
        if (end < 0) {
            return null;
        }
        String head = received.substring(0, end + 2);
        received = received.substring(end + END.length());
        long delayMs = 0;
        if (head.startsWith(SLOW)) {
            delayMs = Long.parseLong(head.substring(SLOW.length(), head.indexOf(' ', SLOW.length())));
        }
        return new Request(delayMs, head.contains("\r\nConnection: close\r\n"));
    }

    ByteBuffer answer(Request request) {
        String body = String.format(
                "{\"pid\":%d,\"remote\":\"%s\",\"local\":\"%s\",\"server\":\"plain-sockets\"}",
                ProcessHandle.current().pid(), text(remote), text(local));
        String answer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                + (request.isLast() ? "\r\nConnection: close" : "") + END + body;
        return StandardCharsets.ISO_8859_1.encode(answer);
    }

    private static String text(SocketAddress address) {
        InetSocketAddress inet = (InetSocketAddress) address;
        return inet.getAddress().getHostAddress() + ":" + inet.getPort();
    }
}
