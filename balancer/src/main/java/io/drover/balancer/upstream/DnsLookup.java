/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.upstream;

import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.resolver.HostsFileEntriesProvider;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsNameResolverChannelStrategy;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Looks a name up in the hosts file, which is read anew each time, and then in DNS, as {@code /etc/resolv.conf} says or
 * with a server of the user's choice. The JDK's own way would block a thread, and keeps what it knows of lifetimes.
 *
 * <p>For one name only: the lifetime noted is that of its records. Each look-up has sockets, and source ports, of its own.
 *
 * <p>Threading: owned by its event loop.
 */
final class DnsLookup implements NameLookup {
    /** The hosts file says nothing of how long its entries hold. */
    private static final Duration HOSTS_FILE_VALID_FOR = Duration.ofSeconds(5);

    private final ShortestLifetime lifetime = new ShortestLifetime();
    private final DnsNameResolver resolver;

    /**
     * Makes one.
     *
     * @param nameServer who is asked; null for those of the system
     */
    DnsLookup(EventLoop loop, @Nullable InetSocketAddress nameServer) {
        DnsNameResolverBuilder builder = new DnsNameResolverBuilder(loop)
                .datagramChannelFactory(EpollDatagramChannel::new)
                .socketChannelFactory(EpollSocketChannel::new, true)
                .datagramChannelStrategy(DnsNameResolverChannelStrategy.ChannelPerResolution)
                .hostsFileEntriesResolver((host, types) -> null)
                .resolveCache(lifetime)
                .cnameCache(lifetime);
        if (nameServer != null) {
            builder.nameServerProvider(new SingletonDnsServerAddressStreamProvider(nameServer));
        }
        this.resolver = builder.build();
    }

    @Override
    public CompletionStage<Answer> lookUp(String host) {
        List<InetAddress> fixed = inHostsFile(host);
        if (!fixed.isEmpty()) {
            return CompletableFuture.completedFuture(new Answer(fixed, HOSTS_FILE_VALID_FOR));
        }
        lifetime.reset();
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        resolver.resolveAll(host).addListener((Future<List<InetAddress>> found) -> {
            if (found.isSuccess()) {
                answer.complete(new Answer(found.getNow(), lifetime.shortest()));
            } else {
                answer.completeExceptionally(found.cause());
            }
        });
        return answer;
    }

    private static List<InetAddress> inHostsFile(String host) {
        HostsFileEntriesProvider file = HostsFileEntriesProvider.parser().parseSilently();
        String key = host.toLowerCase(Locale.ROOT);
        List<InetAddress> ipv4 = file.ipv4Entries().get(key);
        List<InetAddress> ipv6 = file.ipv6Entries().get(key);
        if (ipv4 != null) {
            return new ArrayList<>(ipv4);
        }
        return ipv6 == null ? List.of() : new ArrayList<>(ipv6);
    }

    @Override
    public void close() {
        resolver.close();
    }
}
