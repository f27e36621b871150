/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.harness;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/1.1 client's connection, under full control of the test.
 *
 * <p>Threading: confined to one thread.
 */
public final class HttpConnection implements Closeable {
    private static final int READ_TIMEOUT_MS = 60_000;

    private final SocketChannel channel;
    private final InputStream in;

    private HttpConnection(SocketChannel channel, InputStream in) {
        this.channel = channel;
        this.in = in;
    }

    /** Connects to a port of this machine. */
    public static HttpConnection open(int port) {
        return open(loopback(port), null);
    }

    /** Connects to a port of this machine, as the client with the given address. */
    public static HttpConnection open(int port, String from) {
        return open(loopback(port), new InetSocketAddress(from, 0));
    }

    /** Connects to a TCP or unix socket. */
    public static HttpConnection open(SocketAddress to) {
        return open(to, null);
    }

    private static HttpConnection open(SocketAddress to, @Nullable SocketAddress from) {
        try {
            if (to instanceof UnixDomainSocketAddress) {
                SocketChannel channel = SocketChannel.open(to);
                return new HttpConnection(channel, Channels.newInputStream(channel));
            }
            SocketChannel channel = SocketChannel.open();
            if (from != null) {
                channel.bind(from);
            }
            channel.socket().setTcpNoDelay(true);
            channel.socket().setSoTimeout(READ_TIMEOUT_MS);
            channel.connect(to);
            return new HttpConnection(channel, channel.socket().getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(to + ": " + e.getMessage(), e);
        }
    }

    /** Asks over a connection of its own and returns the body. */
    public static String get(int port, String target) {
        return get(loopback(port), target);
    }

    /** Asks over a connection of its own and returns the body. */
    public static String get(SocketAddress to, String target) {
        try (HttpConnection connection = open(to)) {
            connection.sendLast(target);
            return connection.receive().body();
        }
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Returns this end's address. */
    public InetSocketAddress localAddress() {
        try {
            return (InetSocketAddress) channel.getLocalAddress();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a request; the connection is to be kept. */
    public void send(String target) {
        write("GET " + target + " HTTP/1.1\r\nHost: it\r\n\r\n");
    }

    /** Sends a request that the server is to close the connection after. */
    public void sendLast(String target) {
        write("GET " + target + " HTTP/1.1\r\nHost: it\r\nConnection: close\r\n\r\n");
    }

    /** Sends a request and returns its answer. */
    public HttpAnswer ask(String target) {
        send(target);
        return receive();
    }

    /** Sends bytes of any kind. */
    public void write(String text) {
        write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends bytes of any kind. */
    public void write(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for an answer. */
    public HttpAnswer receive() {
        HttpAnswer answer = receiveOrEnd();
        if (answer == null) {
            throw new UncheckedIOException(new EOFException("connection: ended or reset (expected: an answer)"));
        }
        return answer;
    }

    /** Waits for an answer; returns null where the server ends the connection and has not begun one. */
    public @Nullable HttpAnswer receiveOrEnd() {
        try {
            int first = readOrEnd();
            if (first < 0) {
                return null;
            }
            String statusLine = (char) first + line();
            int status = Integer.parseInt(statusLine.split(" ", -1)[1]);
            Map<String, String> headers = new HashMap<>();
            for (String line = line(); !line.isEmpty(); line = line()) {
                int colon = line.indexOf(':');
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).trim());
            }
            byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
            return new HttpAnswer(status, headers, new String(body, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int readOrEnd() throws IOException {
        try {
            return in.read();
        } catch (SocketException e) {
            return -1;
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("connection: ended after \"" + line + "\" (expected: an answer)");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    /** Waits until the server closes the connection, with or without a reset, and drops what comes before. */
    public void awaitEnd() {
        try {
            while (in.read() >= 0) {
                // on
            }
        } catch (java.net.SocketTimeoutException e) {
            throw new AssertionError("connection: still open", e);
        } catch (IOException e) {
            // A reset is an end.
        }
    }

    /** Closes this half of the connection: nothing more will be sent. */
    public void shutdownOutput() {
        try {
            channel.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the connection with a reset instead of an orderly close. */
    public void reset() {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
