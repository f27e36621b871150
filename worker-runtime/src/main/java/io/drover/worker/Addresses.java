/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker;

import io.drover.core.control.Endpoint;
import io.netty.channel.unix.DomainSocketAddress;
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

    static SocketAddress nettyAddressOf(SocketAddress address) {
        return address instanceof UnixDomainSocketAddress unix
                ? new DomainSocketAddress(unix.getPath().toFile())
                : address;
    }

    static SocketAddress socketAddressOf(Endpoint endpoint) {
        if (endpoint instanceof Endpoint.Unix unix) {
            return new DomainSocketAddress(unix.path());
        }
        Endpoint.Tcp tcp = (Endpoint.Tcp) endpoint;
        return tcp.host().isEmpty() ? new InetSocketAddress(tcp.port()) : new InetSocketAddress(tcp.host(), tcp.port());
    }
}
