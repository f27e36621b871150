/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.proxyprotocol;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A header that a client's proxy has sent.
 *
 * <p>Netty has a decoder, too, but only for a pipeline, which it closes on an error; it takes lines longer than allowed,
 * and leaves parts of TLVs at the end unlooked at.
 *
 * <p>Threading: immutable.
 *
 * @param length how many bytes it has
 * @param client whom it names, or null where the addresses of the connection itself are to be used
 * @param local what that client has connected to; null where there is no client
 */
public record ProxyHeader(
        int length,
        @Nullable InetSocketAddress client,
        @Nullable InetSocketAddress local) {
    private static final byte[] V1_BEGINNING = "PROXY ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] V2_BEGINNING = {13, 10, 13, 10, 0, 13, 10, 'Q', 'U', 'I', 'T', 10};

    /**
     * Reads the header at the beginning of what has come.
     *
     * @param bytes read from its reader index, which stays where it is
     * @return null where the header goes on behind these bytes
     * @throws MalformedHeaderException as soon as these bytes can't begin any header
     */
    public static @Nullable ProxyHeader read(ByteBuf bytes) throws MalformedHeaderException {
        if (beginsLike(bytes, V1_BEGINNING)) {
            return bytes.readableBytes() < V1_BEGINNING.length ? null : TextHeader.read(bytes);
        }
        if (beginsLike(bytes, V2_BEGINNING)) {
            return BinaryHeader.read(bytes);
        }
        throw new MalformedHeaderException("the first bytes are those of neither version");
    }

    /** Compares as many as there are of both. */
    private static boolean beginsLike(ByteBuf bytes, byte[] beginning) {
        int length = Math.min(bytes.readableBytes(), beginning.length);
        for (int i = 0; i < length; i++) {
            if (bytes.getByte(bytes.readerIndex() + i) != beginning[i]) {
                return false;
            }
        }
        return true;
    }
}
