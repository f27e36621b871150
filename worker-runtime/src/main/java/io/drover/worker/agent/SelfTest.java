/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent;

import io.drover.core.rundir.RunDirectory;
import io.drover.worker.agent.instrument.SocketCalls;
import io.drover.worker.agent.instrument.SocketHook;
import io.drover.worker.agent.natives.Descriptors;
import io.drover.worker.agent.natives.ListeningSocket;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Hands one connection through a lane to a server socket of this JVM, and looks whether it comes out as what went in:
 * the proof that the hook works on a JDK that nobody has tried it on.
 *
 * <p>Threading: confined to the thread that starts the agent.
 */
final class SelfTest {
    private final SocketHook hook;
    private final Path scratch;
    private final InetSocketAddress pretended = new InetSocketAddress(InetAddress.getLoopbackAddress(), 7);
    private final AtomicInteger closedConnections = new AtomicInteger();
    private final AtomicInteger closedListeners = new AtomicInteger();
    private final Deque<Integer> opened = new ArrayDeque<>();

    private SelfTest(SocketHook hook, Path scratch) {
        this.hook = hook;
        this.scratch = scratch;
    }

    /**
     * Runs it; the hook has to be connected anew afterwards.
     *
     * @param directory a private one
     * @return what came out wrong, or null
     */
    static @Nullable String run(SocketHook hook, Path directory) {
        SelfTest test = new SelfTest(
                hook, directory.resolve("self-test-" + ProcessHandle.current().pid()));
        try {
            return test.run();
        } catch (IOException | RuntimeException | LinkageError e) {
            return "self-test: " + e;
        } finally {
            test.tidyUp();
        }
    }

    private @Nullable String run() throws IOException {
        Descriptors.load(scratch.resolveSibling(RunDirectory.AGENT_TRANSPORT));
        int[] lane = lane();
        hook.connect(new Calls(lane[1]));
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            if (!pretended.equals(server.getLocalAddress())) {
                return "self-test: local address " + server.getLocalAddress() + " (expected: " + pretended + ")";
            }
            String wrong = handThrough(lane[0], server);
            if (wrong != null) {
                return wrong;
            }
        }
        return closedConnections.get() == 1 && closedListeners.get() == 1
                ? null
                : "self-test: closing was noticed " + closedConnections + " and " + closedListeners
                        + " times (expected: once each)";
    }

    private @Nullable String handThrough(int lane, ServerSocketChannel server) throws IOException {
        Inet4Address loopback = (Inet4Address) InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        try (ListeningSocket listening = ListeningSocket.tcp(loopback);
                SocketChannel client = SocketChannel.open(new InetSocketAddress(loopback, listening.port()))) {
            Descriptors.send(lane, add(listening.accept()));
            try (SocketChannel accepted = server.accept()) {
                SocketAddress remote = accepted.getRemoteAddress();
                if (!client.getLocalAddress().equals(remote)) {
                    return "self-test: remote address " + remote + " (expected: " + client.getLocalAddress() + ")";
                }
                accepted.write(ByteBuffer.wrap(new byte[] {42}));
            }
            ByteBuffer received = ByteBuffer.allocate(1);
            client.read(received);
            return received.get(0) == 42 ? null : "self-test: " + received.get(0) + " was read (expected: 42)";
        }
    }

    /** Returns two connected unix sockets. */
    private int[] lane() throws IOException {
        try (ListeningSocket listening = ListeningSocket.unix(scratch.toString())) {
            int one = add(Descriptors.unixSocket());
            Descriptors.connect(one, scratch.toString());
            return new int[] {one, add(listening.accept())};
        }
    }

    private int add(int descriptor) {
        opened.push(descriptor);
        return descriptor;
    }

    private void tidyUp() {
        try {
            opened.forEach(Descriptors::close);
            Files.deleteIfExists(scratch);
        } catch (IOException e) {
            // The run directory goes away as a whole.
        }
    }

    /** What the agent does, with the one lane there is. */
    private final class Calls implements SocketCalls {
        private final int lane;

        Calls(int lane) {
            this.lane = lane;
        }

        @Override
        public Object bind(int fd, SocketAddress address) {
            try {
                hook.replace(lane, fd);
                hook.markLane(fd, pretended, lane);
                return true;
            } catch (IOException e) {
                return e;
            }
        }

        @Override
        public void listen(int fd, int backlog) {}

        @Override
        public int receive(int listener) {
            try {
                int fd = Descriptors.receive(lane);
                return fd > 0 ? fd : -1;
            } catch (IOException e) {
                return -1;
            }
        }

        @Override
        public byte @Nullable [] peer(int fd) {
            return Descriptors.peer(fd);
        }

        @Override
        public void optionSet(int fd) {}

        @Override
        public void received(int listener, int fd) {}

        @Override
        public void closed(int fd) {
            closedConnections.incrementAndGet();
        }

        @Override
        public void listenerClosed(int fd) {
            closedListeners.incrementAndGet();
        }
    }
}
