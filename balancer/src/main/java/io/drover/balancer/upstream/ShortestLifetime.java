/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.upstream;

import io.netty.channel.EventLoop;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.resolver.dns.DnsCache;
import io.netty.resolver.dns.DnsCacheEntry;
import io.netty.resolver.dns.DnsCnameCache;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lifetime of the records that made up an answer. The resolver tells nobody but its caches, so this is given to it as
 * one: it remembers the shortest lifetime, and no record.
 *
 * <p>Threading: owned by the resolver's event loop.
 */
final class ShortestLifetime implements DnsCache, DnsCnameCache {
    /** A record that must not be kept at all would have the name looked up without a pause. */
    private static final long SHORTEST_S = 1;

    private static final long LONGEST_S = 3600;

    private long seconds = LONGEST_S;

    /** Forgets what it has seen: a new look-up begins. */
    void reset() {
        seconds = LONGEST_S;
    }

    /** Returns how long all records of the answer are valid, from 1 s to 1 h. */
    Duration shortest() {
        return Duration.ofSeconds(seconds);
    }

    private void note(long recordSeconds) {
        seconds = Math.max(SHORTEST_S, Math.min(seconds, recordSeconds));
    }

    @Override
    public DnsCacheEntry cache(
            String host, DnsRecord @Nullable [] additional, InetAddress address, long seconds, EventLoop loop) {
        note(seconds);
        return new Found(address, null);
    }

    @Override
    public DnsCacheEntry cache(String host, DnsRecord @Nullable [] additional, Throwable failure, EventLoop loop) {
        return new Found(null, failure);
    }

    @Override
    public void cache(String host, String otherName, long seconds, EventLoop loop) {
        note(seconds);
    }

    @Override
    public @Nullable List<? extends DnsCacheEntry> get(String host, DnsRecord @Nullable [] additional) {
        return null;
    }

    @Override
    public @Nullable String get(String host) {
        return null;
    }

    @Override
    public void clear() {
        // There is nothing in it.
    }

    @Override
    public boolean clear(String host) {
        return false;
    }

    private record Found(
            @Nullable InetAddress address, @Nullable Throwable cause) implements DnsCacheEntry {}
}
