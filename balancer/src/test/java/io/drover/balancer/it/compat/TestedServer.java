/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it.compat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/** A server below {@code balancer/servers}, in one of the ways in which it can be started. */
enum TestedServer {
    SPRING_TOMCAT("spring-tomcat", "ServerSocketChannel, blocking"),
    SPRING_WEBFLUX("spring-webflux", "Netty 4.1, native epoll"),
    JETTY("jetty", "ServerSocketChannel, blocking"),
    UNDERTOW("undertow", "ServerSocketChannel, selector"),
    VERTX_NIO("vertx", "Netty 4.1, NIO"),
    VERTX_NATIVE("vertx", "Netty 4.1, native epoll", "--native"),
    HELIDON("helidon", "ServerSocketChannel, blocking; virtual threads"),
    GRPC("grpc", "Netty 4.2, shaded, native epoll"),
    NETTY41_NIO("netty41", "Netty 4.1, NIO", "--nio"),
    NETTY41_EPOLL("netty41", "Netty 4.1, native epoll", "--epoll"),
    NETTY42_NIO("netty42", "Netty 4.2, NIO", "--nio"),
    NETTY42_EPOLL("netty42", "Netty 4.2, native epoll", "--epoll"),
    JDK_HTTP_SERVER("jdk-httpserver", "ServerSocketChannel, selector"),
    JDK_HTTP_SERVER_VIRTUAL("jdk-httpserver", "ServerSocketChannel, selector; virtual threads", "--virtual"),
    SERVER_SOCKET("plain-sockets", "ServerSocket", "server-socket"),
    SERVER_SOCKET_TIMEOUT("plain-sockets", "ServerSocket with SO_TIMEOUT", "server-socket-timeout"),
    SERVER_SOCKET_VIRTUAL("plain-sockets", "ServerSocket; virtual threads", "server-socket-virtual"),
    CHANNEL_BLOCKING("plain-sockets", "ServerSocketChannel, blocking", "channel-blocking"),
    CHANNEL_SELECTOR("plain-sockets", "ServerSocketChannel, selector", "channel-selector"),
    CHANNEL_ASYNC("plain-sockets", "AsynchronousServerSocketChannel", "channel-async");

    private static final int VIRTUAL_THREADS_SINCE = 21;

    private final String module;
    private final String socket;
    private final String mode;

    TestedServer(String module, String socket) {
        this(module, socket, "");
    }

    /** The mode is an argument, or empty. */
    TestedServer(String module, String socket, String mode) {
        this.module = module;
        this.socket = socket;
        this.mode = mode;
    }

    /** Returns those that can run on a JDK at all. */
    static List<TestedServer> on(TestedJdk jdk) {
        return Arrays.stream(values())
                .filter(server -> jdk.version() >= VIRTUAL_THREADS_SINCE || !server.socket.contains("virtual"))
                .toList();
    }

    /** Returns its jar, as its own build has left it. */
    Path jar() {
        Path jar = Path.of(System.getProperty("drover.servers.dir", "servers"), module, "target", module + ".jar");
        if (!Files.exists(jar)) {
            throw new AssertionError(jar + ": not there (expected: built by mvn -pl balancer/servers -amd package)");
        }
        return jar;
    }

    /** Returns the arguments with which it serves that port. */
    String[] argumentsFor(int port) {
        String listen = (module.startsWith("spring") ? "--server.port=" : "--port=") + port;
        return mode.isEmpty() ? new String[] {listen} : new String[] {mode, listen};
    }

    /** Returns a client that speaks its protocol, to that port. */
    Client clientOf(int port, TestedJdk jdk) {
        return this == GRPC ? new GrpcClient(jar(), port, jdk) : new HttpClient(port);
    }

    /** Tells whether it still answers, when it runs alone, a client that has closed its half of the connection. */
    boolean answersAfterHalfClose() {
        return switch (this) {
            case SPRING_WEBFLUX, VERTX_NIO, VERTX_NATIVE, GRPC -> false;
            default -> true;
        };
    }

    /** Tells whether a new JDK prints warnings about it when it runs alone. */
    boolean isWarnedAbout() {
        return socket.startsWith("Netty") || this == UNDERTOW;
    }

    /** Returns how it accepts connections. */
    String socket() {
        return socket;
    }

    /** Returns its name, for people. */
    String title() {
        String name = manifestEntry("Server");
        return module.equals("jdk-httpserver") ? name + ", com.sun.net.httpserver" : name;
    }

    /** Returns its version; that of servers that are part of the JDK is empty. */
    String version() {
        return manifestEntry("Server-Version");
    }

    private String manifestEntry(String name) {
        try (JarFile jar = new JarFile(jar().toFile())) {
            Attributes manifest = jar.getManifest().getMainAttributes();
            return manifest.getValue(name).trim();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
