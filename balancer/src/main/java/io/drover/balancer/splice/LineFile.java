/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file to which whole lines are added. A disk that is full takes a part of a line; that part is taken back, or ended
 * before the next line, so that no two lines become one.
 *
 * <p>Threading: owned by one thread.
 */
final class LineFile {
    private final Path path;
    private @Nullable FileChannel channel;
    private boolean endsInPart;

    LineFile(Path path) {
        this.path = path;
    }

    /** Opens it where it is not open; it is made where it does not exist. */
    void open() throws IOException {
        if (channel == null) {
            channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            endsInPart = false;
        }
    }

    /**
     * Adds lines to the file, which is open.
     *
     * @param lines of which those are removed that are in the file, where not all could be
     * @throws IOException when not all could be
     */
    void write(List<String> lines) throws IOException {
        FileChannel to = channel;
        if (to == null) {
            throw new IOException("not open");
        }
        if (endsInPart) {
            writeAll(to, ByteBuffer.wrap(new byte[] {'\n'}));
            endsInPart = false;
        }
        ByteBuffer bytes = encode(lines);
        try {
            writeAll(to, bytes);
        } catch (IOException e) {
            int whole = undoPart(to, bytes);
            if (whole > 0) {
                lines.subList(0, whole).clear();
            }
            throw e;
        }
    }

    private static ByteBuffer encode(List<String> lines) {
        return StandardCharsets.UTF_8.encode(String.join("\n", lines) + "\n");
    }

    private static void writeAll(FileChannel to, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            to.write(bytes);
        }
    }

    /** Returns how many lines are there as a whole. */
    private int undoPart(FileChannel to, ByteBuffer bytes) {
        int end = bytes.position();
        int whole = 0;
        int ofPart = 0;
        for (int i = 0; i < end; i++) {
            boolean isEnd = bytes.get(i) == '\n';
            whole += isEnd ? 1 : 0;
            ofPart = isEnd ? 0 : ofPart + 1;
        }
        if (ofPart > 0) {
            endsInPart = true;
            try {
                to.truncate(to.size() - ofPart);
                endsInPart = false;
            } catch (IOException e) {
                // A pipe, or a disk that does nothing any more.
            }
        }
        return whole;
    }

    /** Closes it. */
    void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // What was written was written before.
        }
        channel = null;
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
