/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.testapp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A program for {@code --exec}: says its slot to each client, and to one that says d it listens no more but lives on. */
public final class DeafApp {
    private DeafApp() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        int port = Integer.parseInt(System.getenv("PORT"));
        boolean deaf = false;
        try (ServerSocket listening = new ServerSocket(port, 50, InetAddress.getLoopbackAddress())) {
            while (!deaf) {
                deaf = serve(listening);
            }
        }
        Thread.currentThread().join();
    }

    private static boolean serve(ServerSocket listening) throws IOException {
        try (Socket client = listening.accept()) {
            client.getOutputStream().write((System.getenv("DROVER_SLOT") + "\n").getBytes(StandardCharsets.US_ASCII));
            return client.getInputStream().read() == 'd';
        } catch (IOException e) {
            // A check.
            return false;
        }
    }
}
