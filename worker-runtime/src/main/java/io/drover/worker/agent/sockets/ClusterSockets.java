/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.sockets;

import io.drover.core.control.ControlMessage;
import io.drover.core.control.ControlMessage.Accepting;
import io.drover.core.control.ControlMessage.ListenFailed;
import io.drover.core.control.ControlMessage.Listening;
import io.drover.core.control.ControlMessage.Sharing;
import io.drover.core.control.ControlMessage.StoppedListening;
import io.drover.core.control.Endpoint;
import io.drover.worker.agent.instrument.SocketHook;
import io.drover.worker.agent.natives.Descriptors;
import io.drover.worker.control.ListenIndexes;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The application's listening sockets, as the cluster has them. The primary opens the address; what the application
 * holds is the worker's end of a lane, put behind the number of its own socket, so that its own selector or blocking
 * call wakes on it.
 *
 * <p>Threading: safe from any thread; called on the application's.
 */
public final class ClusterSockets {
    /** Until the application says how many when it listens: more than most ask for. */
    private static final int FIRST_BACKLOG = 4096;

    private final Session session;
    private final SocketHook hook;
    private final DescriptorFetch descriptors;
    private final ListenIndexes indexes = new ListenIndexes();

    /** Replaced as a whole, guarded by this; read without the lock for every connection. */
    private volatile SharedSocket[] open = new SharedSocket[0];

    /**
     * Begins with none.
     *
     * @param session asked for listeners
     * @param hook through which the application's descriptors are exchanged
     * @param descriptors gets those of the listeners
     */
    public ClusterSockets(Session session, SocketHook hook, DescriptorFetch descriptors) {
        this.session = session;
        this.hook = hook;
        this.descriptors = descriptors;
    }

    /**
     * Binds a socket of the application.
     *
     * @param fd its descriptor
     * @param address with IPv6's wildcard for all addresses, and that of IPv4 for those of IPv4 alone
     * @return TRUE, FALSE where the application is to bind by itself, or the IOException for it
     */
    public Object bind(int fd, SocketAddress address) {
        // As the system's own bind, this does not end early because the thread is interrupted.
        boolean interrupted = Thread.interrupted();
        try {
            if (JvmServices.areCalling()) {
                return false;
            }
            session.awaitMembership();
            return take(fd, (InetSocketAddress) address);
        } catch (IOException e) {
            return e;
        } catch (RuntimeException e) {
            return new IOException("drover: " + address + " could not be shared: " + e, e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean take(int fd, InetSocketAddress address) throws IOException {
        Endpoint wanted = endpointOf(address);
        SharedSocket twin = twinOf(fd, wanted);
        if (twin != null) {
            KeptOptions options = KeptOptions.of(fd, hook);
            exchange(twin.fd(), fd);
            add(new SharedSocket(fd, wanted, twin.listenerId(), twin.isLane(), options), address);
            return true;
        }
        int index = claim(wanted);
        boolean taken = false;
        try {
            taken = open(fd, wanted, index, address.getAddress());
            return taken;
        } finally {
            if (!taken) {
                indexes.release(wanted);
            }
        }
    }

    private int claim(Endpoint wanted) throws BindException {
        try {
            return indexes.claim(wanted);
        } catch (BindException e) {
            // To the letter what the application would read without us; some look for it.
            throw new BindException("Address already in use");
        }
    }

    private static Endpoint endpointOf(InetSocketAddress address) {
        InetAddress host = address.getAddress();
        boolean all = host.isAnyLocalAddress() && host instanceof Inet6Address;
        return new Endpoint.Tcp(all ? "" : host.getHostAddress(), address.getPort());
    }

    /** Some servers bind a port several times in one process (SO_REUSEPORT, socket(7)): such sockets share a lane. */
    private @Nullable SharedSocket twinOf(int fd, Endpoint wanted) throws IOException {
        for (SharedSocket socket : open) {
            boolean isSame = socket.wanted().equals(wanted) && !isAnyPort(wanted);
            if (isSame && socket.options().reusesPort() && Descriptors.reusesPort(fd)) {
                return socket;
            }
        }
        return null;
    }

    private static boolean isAnyPort(Endpoint endpoint) {
        return endpoint instanceof Endpoint.Tcp tcp && tcp.port() == 0;
    }

    private boolean open(int fd, Endpoint wanted, int index, InetAddress host) throws IOException {
        KeptOptions options = KeptOptions.of(fd, hook);
        boolean taken = false;
        try {
            taken = open(fd, wanted, index, host, options);
            return taken;
        } finally {
            if (!taken) {
                options.close();
            }
        }
    }

    private boolean open(int fd, Endpoint wanted, int index, InetAddress host, KeptOptions options) throws IOException {
        ControlMessage answer = session.ask(wanted, index, FIRST_BACKLOG, options.receiveBufferBytes());
        if (answer instanceof ListenFailed failed) {
            throw new BindException(failed.reason());
        }
        Listening opened = (Listening) answer;
        if (opened.sharing() == Sharing.PRIVATE) {
            return false;
        }
        boolean exchanged = false;
        try {
            int passed = descriptors.fetch(opened.listenerId());
            try {
                exchange(passed, fd);
            } finally {
                Descriptors.close(passed);
            }
            exchanged = true;
        } finally {
            if (!exchanged) {
                session.send(new StoppedListening(opened.listenerId()));
            }
        }
        int port = ((Endpoint.Tcp) opened.endpoint()).port();
        boolean isLane = opened.sharing() == Sharing.LANE;
        add(new SharedSocket(fd, wanted, opened.listenerId(), isLane, options), new InetSocketAddress(host, port));
        return true;
    }

    private void exchange(int by, int fd) throws IOException {
        EpollRegistrations watching = EpollRegistrations.of(fd);
        watching.end();
        hook.replace(by, fd);
        watching.restore();
    }

    private synchronized void add(SharedSocket socket, InetSocketAddress local) {
        SharedSocket[] more = Arrays.copyOf(open, open.length + 1);
        more[open.length] = socket;
        open = more;
        if (socket.isLane()) {
            hook.markLane(socket.fd(), local, socket.options().fd());
        } else {
            hook.markShared(socket.fd(), local, socket.options().fd());
        }
    }

    /** Returns the socket with that descriptor, or null. */
    @Nullable
    SharedSocket find(int fd) {
        for (SharedSocket socket : open) {
            if (socket.fd() == fd) {
                return socket;
            }
        }
        return null;
    }

    /** The application listens on a socket that {@link #bind} took. */
    public void listen(int fd, int backlog) {
        SharedSocket socket = find(fd);
        if (socket != null) {
            try {
                session.send(new Accepting(socket.listenerId(), backlog));
                session.listening();
            } catch (IOException e) {
                // The primary is gone since bind, and this worker is about to end.
            }
        }
    }

    /** The application has set an option of a socket that {@link #bind} took. */
    public void optionSet(int fd) {
        SharedSocket socket = find(fd);
        if (socket != null) {
            socket.options().changed();
        }
    }

    /** The application closes a socket that {@link #bind} took. */
    public void closed(int fd) {
        SharedSocket socket = remove(fd);
        if (socket != null) {
            socket.options().close();
        }
        if (socket == null || isOpenElsewhere(socket)) {
            return;
        }
        indexes.release(socket.wanted());
        try {
            session.send(new StoppedListening(socket.listenerId()));
        } catch (IOException e) {
            // The primary is gone, and all its listeners with it.
        }
    }

    private synchronized @Nullable SharedSocket remove(int fd) {
        SharedSocket removed = find(fd);
        open = Arrays.stream(open).filter(socket -> socket.fd() != fd).toArray(SharedSocket[]::new);
        return removed;
    }

    private boolean isOpenElsewhere(SharedSocket closed) {
        return Arrays.stream(open).anyMatch(socket -> socket.listenerId() == closed.listenerId());
    }

    /** From now on the application gets no connections from sockets that it accepts on by itself. */
    public void silenceShared() {
        for (SharedSocket socket : open) {
            if (!socket.isLane()) {
                silence(socket.fd());
            }
        }
    }

    /**
     * Puts something behind a listening descriptor that never wakes anybody. A lane at its end would wake the
     * application all the time.
     */
    void silence(int fd) {
        try {
            hook.markSilent(fd);
            int quiet = Descriptors.event();
            try {
                exchange(quiet, fd);
            } finally {
                Descriptors.close(quiet);
            }
        } catch (IOException e) {
            System.err.println("drover: descriptor " + fd + " could not be silenced: " + e.getMessage());
        }
    }
}
