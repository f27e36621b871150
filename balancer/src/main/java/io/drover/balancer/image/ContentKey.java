/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Collects what must be the same for a file of the cache to fit, and makes a name of it. */
final class ContentKey {
    private static final int NAME_BYTES = 16;
    private static final int BUFFER_BYTES = 128 * 1024;

    private final MessageDigest digest;

    /** Begins a key; what is made in another way by another version of Drover must not meet. */
    ContentKey(String kind) {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has it", e);
        }
        with(kind);
    }

    /** Adds a text. */
    ContentKey with(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        return this;
    }

    /** Adds all bytes of a file. */
    ContentKey withContents(Path file) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return this;
    }

    /** Adds by what the JVM knows a file again: path, size and time. */
    ContentKey withIdentity(Path file) throws IOException {
        return with(file + "|" + Files.size(file) + "|"
                + Files.getLastModifiedTime(file).toMillis());
    }

    String name() {
        return HexFormat.of().formatHex(digest.digest(), 0, NAME_BYTES);
    }
}
