/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.process;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Asks a server of this machine for one page, to see whether it answers yet. */
public final class HttpProbe {
    private static final int TIMEOUT_MS = 1_000;
    private static final String OK = "HTTP/1.1 200";

    private HttpProbe() {}

    /** Tells whether the answer is a 200. */
    public static boolean answers(int port, String path) {
        // A plain socket: the JDK's clients take longer to load than some of what is timed with this.
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(TIMEOUT_MS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MS);
            String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return beginsWithOk(socket.getInputStream());
        } catch (IOException e) {
            // Not yet.
            return false;
        }
    }

    private static boolean beginsWithOk(InputStream answer) throws IOException {
        byte[] start = answer.readNBytes(OK.length());
        answer.skip(Long.MAX_VALUE); // to its end: closed earlier, the server would see a reset
        return new String(start, StandardCharsets.US_ASCII).equals(OK);
    }
}
