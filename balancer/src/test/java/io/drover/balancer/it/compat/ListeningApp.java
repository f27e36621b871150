/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it.compat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.TreeMap;

/**
 * An application that knows nothing of a cluster: it listens in each of the JDK's three ways, with a receive buffer of a
 * size of its own, and prints what its sockets say of their options.
 */
public final class ListeningApp {
    static final int RECEIVE_BUFFER_BYTES = 50_000;

    private ListeningApp() {}

    /** Serves one connection after the other on three ports of 127.0.0.1, which are its arguments. */
    public static void main(String[] ports) throws IOException {
        ServerSocket socket = new ServerSocket();
        ServerSocketChannel channel = ServerSocketChannel.open();
        AsynchronousServerSocketChannel asynchronous = AsynchronousServerSocketChannel.open();
        socket.setReceiveBufferSize(RECEIVE_BUFFER_BYTES);
        channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER_BYTES);
        asynchronous.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER_BYTES);
        Map<String, Object> before = optionsOf(socket, channel, asynchronous);
        socket.bind(address(ports[0]));
        channel.bind(address(ports[1]));
        asynchronous.bind(address(ports[2]));
        Map<String, Object> after = optionsOf(socket, channel, asynchronous);
        System.out.println(before.equals(after) ? "options unchanged" : "options " + before + ", then " + after);
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, false);
        System.out.println("reuse address " + channel.getOption(StandardSocketOptions.SO_REUSEADDR));
        new Thread(() -> serve(socket)).start();
        new Thread(() -> serve(channel)).start();
        new Thread(() -> serve(asynchronous)).start();
    }

    private static InetSocketAddress address(String port) {
        return new InetSocketAddress("127.0.0.1", Integer.parseInt(port));
    }

    private static Map<String, Object> optionsOf(
            ServerSocket socket, ServerSocketChannel channel, AsynchronousServerSocketChannel asynchronous)
            throws IOException {
        Map<String, Object> values = new TreeMap<>();
        for (SocketOption<?> option : socket.supportedOptions()) {
            values.put("socket " + option, socket.getOption(option));
        }
        for (NetworkChannel each : new NetworkChannel[] {channel, asynchronous}) {
            for (SocketOption<?> option : each.supportedOptions()) {
                values.put((each == channel ? "channel " : "asynchronous ") + option, each.getOption(option));
            }
        }
        return values;
    }

    private static void serve(ServerSocket socket) {
        while (true) {
            try (Socket connection = socket.accept()) {
                System.out.println("socket " + connection.getReceiveBufferSize());
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void serve(ServerSocketChannel channel) {
        while (true) {
            try (SocketChannel connection = channel.accept()) {
                System.out.println("channel " + connection.getOption(StandardSocketOptions.SO_RCVBUF));
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void serve(AsynchronousServerSocketChannel channel) {
        while (true) {
            try (AsynchronousSocketChannel connection = channel.accept().get()) {
                System.out.println("asynchronous " + connection.getOption(StandardSocketOptions.SO_RCVBUF));
            } catch (Exception e) {
                return;
            }
        }
    }
}
