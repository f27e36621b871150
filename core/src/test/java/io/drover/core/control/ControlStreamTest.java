/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ControlStreamTest {
    private static final ControlMessage LAST = new ControlMessage.Drained(7);

    @Test
    void readsWhatItWroteHoweverTheStreamIsCut() throws IOException {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        ControlStream out = new ControlStream(new Slow(written, new byte[0]));
        for (ControlMessage message : ControlMessageSamples.all()) {
            out.write(message);
        }

        ControlStream in = new ControlStream(new Slow(written, written.toByteArray()));
        List<ControlMessage> read = new ArrayList<>();
        for (int i = 0; i < ControlMessageSamples.all().size(); i++) {
            read.add(in.read());
        }

        assertThat(read).isEqualTo(ControlMessageSamples.all());
        assertThatThrownBy(in::read).isInstanceOf(EOFException.class);
    }

    @Test
    void skipsAFrameOfATypeItDoesNotKnow() throws IOException {
        ByteBuffer last = ControlCodec.encode(LAST);
        ByteBuffer bytes = ByteBuffer.allocate(8 + last.remaining());
        bytes.putInt(4).put((byte) 99).put(new byte[3]).put(last);

        assertThat(new ControlStream(new Slow(new ByteArrayOutputStream(), bytes.array())).read())
                .isEqualTo(LAST);
    }

    @Test
    void refusesALengthThatNoFrameHas() {
        for (int length : new int[] {0, -1, ControlFrameLayout.MAX_FRAME_BYTES + 1}) {
            byte[] bytes = ByteBuffer.allocate(8).putInt(length).array();

            assertThatThrownBy(() -> new ControlStream(new Slow(new ByteArrayOutputStream(), bytes)).read())
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessage("frame: " + length + " bytes (expected: 1 to 65536)");
        }
    }

    @Test
    void endsWithinAFrame() {
        byte[] cut = ByteBuffer.allocate(5).putInt(2).array();

        assertThatThrownBy(() -> new ControlStream(new Slow(new ByteArrayOutputStream(), cut)).read())
                .isInstanceOf(EOFException.class);
    }

    /** A frame that holds less than its type says is no end of the connection. */
    @Test
    void refusesAFrameCutShort() {
        byte[] cut = ByteBuffer.allocate(5).putInt(1).put((byte) 1).array();

        assertThatThrownBy(() -> new ControlStream(new Slow(new ByteArrayOutputStream(), cut)).read())
                .isExactlyInstanceOf(IOException.class)
                .hasMessageStartingWith("frame: cut short");
    }

    /** Moves three bytes at a time. */
    private static final class Slow implements ByteChannel {
        private final WritableByteChannel written;
        private final ByteBuffer toRead;

        Slow(ByteArrayOutputStream written, byte[] toRead) {
            this.written = Channels.newChannel(written);
            this.toRead = ByteBuffer.wrap(toRead);
        }

        @Override
        public int read(ByteBuffer into) {
            int count = Math.min(3, Math.min(into.remaining(), toRead.remaining()));
            for (int i = 0; i < count; i++) {
                into.put(toRead.get());
            }
            return count == 0 ? -1 : count;
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            int count = Math.min(3, bytes.remaining());
            written.write(bytes.slice(bytes.position(), count));
            bytes.position(bytes.position() + count);
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
