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
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.TreeMap;
import jdk.net.ExtendedSocketOptions;

/**
 * An application that knows nothing of a cluster: it listens in each of the JDK's three ways, with options of its own, set
 * before and after bind, and prints what its sockets say of them. A fourth port it closes without a call of accept.
 */
public final class ListeningApp {
    static final int RECEIVE_BUFFER_BYTES = 50_000;
    static final int KEEP_IDLE_SECONDS = 333;
    static final int KEEP_COUNT = 5;
    static final int TRAFFIC_CLASS = 16;

    private static final SocketOption<Integer> BUFFER = StandardSocketOptions.SO_RCVBUF;
    private static final SocketOption<Integer> IDLE = ExtendedSocketOptions.TCP_KEEPIDLE;
    private static final SocketOption<Integer> COUNT = ExtendedSocketOptions.TCP_KEEPCOUNT;

    private ListeningApp() {}

    /** Serves one connection after the other on three ports of 127.0.0.1, which are its arguments, with the fourth. */
    public static void main(String[] ports) throws IOException {
        ServerSocket socket = new ServerSocket();
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.INET);
        AsynchronousServerSocketChannel asynchronous = AsynchronousServerSocketChannel.open();
        socket.setReceiveBufferSize(RECEIVE_BUFFER_BYTES);
        channel.setOption(BUFFER, RECEIVE_BUFFER_BYTES);
        asynchronous.setOption(BUFFER, RECEIVE_BUFFER_BYTES);
        socket.setOption(IDLE, KEEP_IDLE_SECONDS);
        channel.setOption(IDLE, KEEP_IDLE_SECONDS);
        asynchronous.setOption(IDLE, KEEP_IDLE_SECONDS);
        ServerSocket unserved = new ServerSocket();
        unserved.bind(address(ports[3]));
        Map<String, Object> before = optionsOf(socket, channel, asynchronous);
        socket.bind(address(ports[0]));
        channel.bind(address(ports[1]));
        asynchronous.bind(address(ports[2]));
        Map<String, Object> after = optionsOf(socket, channel, asynchronous);
        System.out.println(before.equals(after) ? "options unchanged" : "options " + before + ", then " + after);
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, false);
        System.out.println("reuse address " + channel.getOption(StandardSocketOptions.SO_REUSEADDR));
        socket.setOption(COUNT, KEEP_COUNT);
        channel.setOption(COUNT, KEEP_COUNT);
        asynchronous.setOption(COUNT, KEEP_COUNT);
        socket.setOption(StandardSocketOptions.IP_TOS, TRAFFIC_CLASS);
        socket.setReceiveBufferSize(2 * RECEIVE_BUFFER_BYTES);
        new Thread(() -> serve(socket)).start();
        new Thread(() -> serve(channel)).start();
        new Thread(() -> serve(asynchronous, unserved)).start();
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
                System.out.println("socket " + connection.getOption(BUFFER) + ", " + connection.getOption(IDLE) + ", "
                        + connection.getOption(COUNT) + ", " + connection.getTrafficClass());
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void serve(ServerSocketChannel channel) {
        while (true) {
            try (SocketChannel connection = channel.accept()) {
                System.out.println("channel " + connection.getOption(BUFFER) + ", " + connection.getOption(IDLE) + ", "
                        + connection.getOption(COUNT));
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void serve(AsynchronousServerSocketChannel channel, ServerSocket unserved) {
        while (true) {
            try (AsynchronousSocketChannel connection = channel.accept().get()) {
                unserved.close();
                System.out.println("asynchronous " + connection.getOption(BUFFER) + ", " + connection.getOption(IDLE)
                        + ", " + connection.getOption(COUNT));
            } catch (Exception e) {
                return;
            }
        }
    }
}
