/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package sun.nio.ch;

import static sun.nio.ch.DroverMarks.CHANNEL_LANE;
import static sun.nio.ch.DroverMarks.CONNECTION;
import static sun.nio.ch.DroverMarks.FOREIGN;
import static sun.nio.ch.DroverMarks.LANE;
import static sun.nio.ch.DroverMarks.SHARED;
import static sun.nio.ch.DroverMarks.SILENT;

import java.io.FileDescriptor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.IntBinaryOperator;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

/**
 * What server sockets call in place of the system's bind, listen, accept and close: the JDK's own, and those of Netty's
 * native transport. It knows which descriptors are the cluster's, leaves all others to the system, and has the agent do
 * the rest.
 *
 * <p>Lives in this package to reach the JDK's own calls, and is compiled into it (javac --patch-module). The agent, in a
 * class loader of its own, can't be named here; it is reached through functional interfaces of the JDK, and so is this
 * class: with reflection, newer JDKs put each call together at run time, while an application waits for its first bind.
 *
 * <p>Threading: safe from any thread.
 */
public final class DroverHook implements BiFunction<String, Object[], Object> {
    /** What {@code netty…} methods return for a descriptor that is not the cluster's. */
    public static final int NOT_OURS = Integer.MIN_VALUE;

    /** errno(3) of Linux, negative as Netty has it. */
    private static final int EAGAIN = -11;

    private static final int MOST_DIRECT_CALLERS = 6;

    private static final Map<Integer, InetSocketAddress> LOCAL_ADDRESSES = new ConcurrentHashMap<>();

    /** Sockets as the application made them, in whose place is something else. */
    private static final Map<Integer, FileDescriptor> OPTIONS = new ConcurrentHashMap<>();

    /** Descriptors that a ServerSocketChannel binds or has bound: it alone calls bind with a protocol family. */
    private static final Set<Integer> CHANNELS = ConcurrentHashMap.newKeySet();

    /** What the agent is told of a descriptor; it knows these numbers, which no descriptor has, too. */
    private static final int OPTION_SET = -1;

    private static final int CLOSED = -2;
    private static final int LISTENER_CLOSED = -3;

    /** The agent; set once, before anything calls us. */
    private static BiFunction<Integer, Object, Object> listeners;

    private static IntUnaryOperator receiver;
    private static IntFunction<byte[]> peers;
    private static IntBinaryOperator notices;

    /**
     * Does what the agent asks for.
     *
     * @param method the name of one of the methods that follow
     * @param arguments its arguments
     * @return what it returns, or the IOException of its failure
     */
    @Override
    public Object apply(String method, Object[] arguments) {
        try {
            return switch (method) {
                case "install" -> install(arguments);
                case "replace" -> replace((int) arguments[0], (int) arguments[1]);
                case "block" -> block((int) arguments[0]);
                case "awaitReadable" -> awaitReadable((int) arguments[0], (int) arguments[1]);
                case "lane" -> listener((int) arguments[0], (InetSocketAddress) arguments[1], (int) arguments[2], LANE);
                case "shared" ->
                    listener((int) arguments[0], (InetSocketAddress) arguments[1], (int) arguments[2], SHARED);
                case "silent" -> silent((int) arguments[0]);
                case "connections" -> DroverMarks.connections();
                default -> throw new IllegalArgumentException(method);
            };
        } catch (IOException e) {
            return e;
        }
    }

    /**
     * Connects the agent.
     *
     * @param calls in this order: bind of a descriptor to an address, which returns whether the agent took it, or the
     *     IOException of its failure, and listen on a descriptor with a backlog; receive, which returns a descriptor
     *     passed through a lane, or below 0 where there is none now; peer of a connection, which returns its address as
     *     Netty encodes it, or null where the client is gone; notice of a connection that was accepted natively,
     *     with its listening socket first, or of what happens to a descriptor, with that first: an option of a listening
     *     socket was set, a connection is about to be closed, or a listening socket is
     */
    @SuppressWarnings("unchecked")
    private static Object install(Object[] calls) {
        listeners = (BiFunction<Integer, Object, Object>) calls[0];
        receiver = (IntUnaryOperator) calls[1];
        peers = (IntFunction<byte[]>) calls[2];
        notices = (IntBinaryOperator) calls[3];
        return true;
    }

    /** Puts another descriptor behind a number; dup2(2). */
    private static Object replace(int by, int fd) throws IOException {
        new DatagramDispatcher().dup(IOUtil.newFD(by), IOUtil.newFD(fd));
        return true;
    }

    private static Object block(int fd) throws IOException {
        IOUtil.configureBlocking(IOUtil.newFD(fd), true);
        return true;
    }

    /** Waits until a descriptor can be read, by poll(2); returns false when the time is over. */
    private static Object awaitReadable(int fd, int timeoutMs) throws IOException {
        return Net.poll(IOUtil.newFD(fd), Net.POLLIN, timeoutMs) != 0;
    }

    /** Marks a listening socket, with what the application is told to be its address, and has its options. */
    private static Object listener(int fd, InetSocketAddress local, int options, byte mark) {
        LOCAL_ADDRESSES.put(fd, local);
        OPTIONS.put(fd, IOUtil.newFD(options));
        DroverMarks.set(fd, mark == LANE && CHANNELS.contains(fd) ? CHANNEL_LANE : mark);
        return true;
    }

    /** No more connections come here. */
    private static Object silent(int fd) {
        DroverMarks.set(fd, SILENT);
        return true;
    }

    // ---- the JDK's sockets: same names and parameters as what they called before ----

    public static void bind(ProtocolFamily family, FileDescriptor fd, InetAddress address, int port)
            throws IOException {
        int number = IOUtil.fdVal(fd);
        boolean taken = false;
        CHANNELS.add(number);
        try {
            taken = take(number, family == StandardProtocolFamily.INET, address, port);
        } finally {
            if (!taken) {
                CHANNELS.remove(number);
            }
        }
        if (!taken) {
            Net.bind(family, fd, address, port);
        }
    }

    public static void bind(FileDescriptor fd, InetAddress address, int port) throws IOException {
        if (isClient() || !take(IOUtil.fdVal(fd), false, address, port)) {
            Net.bind(fd, address, port);
        }
    }

    /** A {@code NioSocketImpl} serves clients and servers, and the difference is to be seen in who calls it. */
    private static boolean isClient() {
        StackTraceElement[] callers = new Throwable().getStackTrace();
        for (int i = 0; i < callers.length && i <= MOST_DIRECT_CALLERS; i++) {
            if (callers[i].getClassName().equals("java.net.Socket")) {
                return true;
            }
        }
        return false;
    }

    private static boolean take(int fd, boolean ipv4Only, InetAddress address, int port) throws IOException {
        InetAddress host = address;
        if (address.isAnyLocalAddress()) {
            boolean dual = !ipv4Only && Net.isIPv6Available();
            host = InetAddress.getByAddress(new byte[dual ? 16 : 4]);
        }
        Object taken = listeners.apply(fd, new InetSocketAddress(host, port));
        if (taken instanceof IOException failure) {
            throw failure;
        }
        return Boolean.TRUE.equals(taken);
    }

    public static void listen(FileDescriptor fd, int backlog) throws IOException {
        if (isListener(IOUtil.fdVal(fd))) {
            listeners.apply(IOUtil.fdVal(fd), backlog);
        } else {
            Net.listen(fd, backlog);
        }
    }

    public static InetSocketAddress localAddress(FileDescriptor fd) throws IOException {
        int number = IOUtil.fdVal(fd);
        return isListener(number) ? LOCAL_ADDRESSES.get(number) : Net.localAddress(fd);
    }

    public static void setSocketOption(FileDescriptor fd, SocketOption<?> name, Object value) throws IOException {
        Net.setSocketOption(withOptions(fd), name, value);
        tellOfOption(fd);
    }

    public static void setSocketOption(FileDescriptor fd, ProtocolFamily family, SocketOption<?> name, Object value)
            throws IOException {
        Net.setSocketOption(withOptions(fd), family, name, value);
        tellOfOption(fd);
    }

    /** Newer JDKs set what IPv4 and IPv6 both have with this, and then it is the same as here. */
    public static void setIpSocketOption(FileDescriptor fd, ProtocolFamily family, SocketOption<?> name, Object value)
            throws IOException {
        setSocketOption(fd, family, name, value);
        if (family == StandardProtocolFamily.INET6) {
            try {
                setSocketOption(fd, StandardProtocolFamily.INET, name, value);
            } catch (IOException e) {
                // A socket of IPv6 alone.
            }
        }
    }

    private static void tellOfOption(FileDescriptor fd) {
        int number = IOUtil.fdVal(fd);
        if (isListener(number)) {
            notices.applyAsInt(OPTION_SET, number);
        }
    }

    public static Object getSocketOption(FileDescriptor fd, SocketOption<?> name) throws IOException {
        return Net.getSocketOption(withOptions(fd), name);
    }

    public static Object getSocketOption(FileDescriptor fd, ProtocolFamily family, SocketOption<?> name)
            throws IOException {
        return Net.getSocketOption(withOptions(fd), family, name);
    }

    /** Connections have theirs themselves. */
    private static FileDescriptor withOptions(FileDescriptor fd) {
        int number = IOUtil.fdVal(fd);
        return isListener(number) ? OPTIONS.getOrDefault(number, fd) : fd;
    }

    /** A listening socket of the cluster is the primary's too, which must never be made to wait for it. */
    public static void configureBlocking(FileDescriptor fd, boolean blocking) throws IOException {
        if (!isListener(IOUtil.fdVal(fd))) {
            IOUtil.configureBlocking(fd, blocking);
        }
    }

    public static int accept(FileDescriptor fd, FileDescriptor connection, InetSocketAddress[] remote)
            throws IOException {
        int listener = IOUtil.fdVal(fd);
        switch (DroverMarks.of(listener)) {
            case LANE:
                return receive(listener, connection, remote, true);
            case CHANNEL_LANE:
                return receive(listener, connection, remote, false);
            case SHARED:
                int accepted = Net.accept(fd, connection, remote);
                if (accepted > 0) {
                    int number = IOUtil.fdVal(connection);
                    DroverMarks.set(number, CONNECTION);
                    notices.applyAsInt(listener, number);
                }
                return accepted;
            case SILENT:
                return IOStatus.UNAVAILABLE;
            default:
                return Net.accept(fd, connection, remote);
        }
    }

    /**
     * Receives one.
     *
     * @param blocks whether calls on it are to wait, as they do after accept(2); it comes as one on which they don't
     */
    private static int receive(int lane, FileDescriptor connection, InetSocketAddress[] remote, boolean blocks)
            throws IOException {
        while (true) {
            int passed = receiver.applyAsInt(lane);
            if (passed < 0) {
                return IOStatus.UNAVAILABLE;
            }
            IOUtil.setfdVal(connection, passed);
            DroverMarks.set(passed, CONNECTION);
            byte[] peer = peers.apply(passed);
            try {
                if (peer != null) {
                    remote[0] = DroverAddresses.decode(peer);
                    if (blocks) {
                        IOUtil.configureBlocking(connection, true);
                    }
                    return 1;
                }
            } catch (IOException e) {
                // Nobody can serve it.
            }
            // Mostly because the client has reset it meanwhile.
            closeQuietly(connection);
            IOUtil.setfdVal(connection, -1);
        }
    }

    /** A socket of whatever kind is about to be closed. */
    public static void closing(FileDescriptor fd) {
        closing(IOUtil.fdVal(fd));
    }

    /**
     * A socket is about to be closed while a thread waits in a call on it. It is that thread which closes it in the end,
     * but the port is free when the application's close returns.
     */
    public static void preClosing(FileDescriptor fd) {
        int number = IOUtil.fdVal(fd);
        if (isListener(number)) {
            closing(number);
        }
    }

    /** Before the number is free: another thread may get it for something else at once. */
    private static void closing(int fd) {
        byte mark = DroverMarks.of(fd);
        if (mark == FOREIGN) {
            return;
        }
        DroverMarks.set(fd, FOREIGN);
        if (mark == CONNECTION) {
            notices.applyAsInt(CLOSED, fd);
        } else {
            LOCAL_ADDRESSES.remove(fd);
            OPTIONS.remove(fd);
            CHANNELS.remove(fd);
            notices.applyAsInt(LISTENER_CLOSED, fd);
        }
    }

    // ---- Netty's native sockets ----

    /** Binds a server's socket; returns false where that is left to Netty. */
    public static boolean nettyBind(int fd, SocketAddress address) throws IOException {
        return address instanceof InetSocketAddress inet
                && inet.getAddress() != null
                && isNettyServer()
                && take(fd, false, inet.getAddress(), inet.getPort());
    }

    /** Clients and datagram sockets bind with the same method. */
    private static boolean isNettyServer() {
        return StackWalker.getInstance().walk(frames -> frames.limit(MOST_DIRECT_CALLERS)
                .anyMatch(frame -> frame.getClassName().endsWith(".EpollServerSocketChannel")));
    }

    /** Returns false where listening is left to Netty. */
    public static boolean nettyListen(int fd, int backlog) {
        if (!isListener(fd)) {
            return false;
        }
        listeners.apply(fd, backlog);
        return true;
    }

    /** Returns the encoded address, or null where that is left to Netty. */
    public static byte[] nettyLocalAddress(int fd) {
        if (!isListener(fd)) {
            return null;
        }
        return DroverAddresses.encode(LOCAL_ADDRESSES.get(fd));
    }

    /** Returns a descriptor, a negative errno(3), or {@link #NOT_OURS}. */
    public static int nettyAccept(int fd, byte[] address) {
        byte mark = DroverMarks.of(fd);
        if (mark == SILENT) {
            return EAGAIN;
        }
        if (mark != LANE) {
            return NOT_OURS;
        }
        while (true) {
            int passed = receiver.applyAsInt(fd);
            if (passed < 0) {
                return EAGAIN;
            }
            DroverMarks.set(passed, CONNECTION);
            byte[] peer = peers.apply(passed);
            if (peer != null) {
                address[0] = (byte) peer.length;
                System.arraycopy(peer, 0, address, 1, peer.length);
                return passed;
            }
            closeQuietly(IOUtil.newFD(passed));
        }
    }

    private static void closeQuietly(FileDescriptor connection) {
        try {
            new SocketDispatcher().close(connection);
        } catch (IOException e) {
            // It was reset: there is nothing that could be lost.
        }
    }

    /** Notes what Netty has accepted by itself; returns it as it is. */
    public static int nettyAccepted(int fd, int accepted) {
        if (accepted >= 0 && DroverMarks.of(fd) == SHARED) {
            DroverMarks.set(accepted, CONNECTION);
            notices.applyAsInt(fd, accepted);
        }
        return accepted;
    }

    /** A descriptor is about to be closed. */
    public static void nettyClosing(int fd) {
        closing(fd);
    }

    private static boolean isListener(int fd) {
        byte mark = DroverMarks.of(fd);
        return mark != FOREIGN && mark != CONNECTION;
    }
}
