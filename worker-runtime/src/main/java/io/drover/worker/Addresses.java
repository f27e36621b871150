/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker;

import io.drover.core.control.Endpoint;
import io.drover.worker.drain.ConnectionTracker;
import io.drover.worker.intake.ConnectionCounts;
import io.drover.worker.intake.DirectListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.unix.DomainSocketAddress;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;

/** Between the addresses of the JDK, of Netty, and those of the control protocol. */
final class Addresses {
    private Addresses() {}

    static Endpoint endpointOf(SocketAddress address) throws UnknownHostException {
        if (address instanceof InetSocketAddress inet) {
            InetAddress host = inet.getAddress();
            if (host == null) {
                throw new UnknownHostException(inet.getHostString());
            }
            return new Endpoint.Tcp(host.isAnyLocalAddress() ? "" : host.getHostAddress(), inet.getPort());
        }
        if (address instanceof DomainSocketAddress unix) {
            return unix(Path.of(unix.path()));
        }
        if (address instanceof UnixDomainSocketAddress unix) {
            return unix(unix.getPath());
        }
        throw new IllegalArgumentException("address: " + address + " (expected: TCP or a unix socket)");
    }

    /** The primary may have another working directory. */
    private static Endpoint unix(Path path) {
        return new Endpoint.Unix(path.toAbsolutePath().toString());
    }

    /** Binds by ourselves; a failure says which address and why, in the same words as one in the primary. */
    static DirectListener bind(
            SocketAddress address,
            EventLoopGroup loops,
            ChannelHandler childHandler,
            ConnectionTracker connections,
            ConnectionCounts counts)
            throws IOException {
        Endpoint endpoint = endpointOf(address);
        SocketAddress known = endpoint instanceof Endpoint.Unix unix ? new DomainSocketAddress(unix.path()) : address;
        try {
            return DirectListener.bind(known, loops, childHandler, connections, counts);
        } catch (BindException e) {
            throw bindFailure(endpoint, String.valueOf(e.getMessage()));
        }
    }

    static BindException bindFailure(Endpoint endpoint, String reason) {
        return new BindException(endpoint + ": " + reason);
    }

    static SocketAddress socketAddressOf(Endpoint endpoint) {
        if (endpoint instanceof Endpoint.Unix unix) {
            return new DomainSocketAddress(unix.path());
        }
        Endpoint.Tcp tcp = (Endpoint.Tcp) endpoint;
        return tcp.host().isEmpty() ? new InetSocketAddress(tcp.port()) : new InetSocketAddress(tcp.host(), tcp.port());
    }
}
