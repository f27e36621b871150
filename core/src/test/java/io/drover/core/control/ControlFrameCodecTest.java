/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.core.control.ControlMessage.Accepting;
import io.drover.core.control.ControlMessage.Drain;
import io.drover.core.control.ControlMessage.Ready;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlFrameCodecTest {
    private final EmbeddedChannel channel = new EmbeddedChannel(new ControlFrameCodec());

    @Test
    void writesWhatItCanRead() {
        List<ControlMessage> messages = ControlMessageSamples.all();
        messages.forEach(channel::writeOutbound);
        for (ByteBuf written = channel.readOutbound(); written != null; written = channel.readOutbound()) {
            channel.writeInbound(written);
        }

        assertThat(inbound()).isEqualTo(messages);
    }

    @Test
    void readsMessagesHoweverTheStreamIsCut() {
        SplittableRandom random = new SplittableRandom(1);
        List<ControlMessage> messages = ControlMessageSamples.all();
        List<ControlMessage> read = new ArrayList<>();

        for (int round = 0; round < 50; round++) {
            ByteBuf stream = Unpooled.buffer();
            messages.forEach(message -> stream.writeBytes(ControlCodec.encode(message)));
            while (stream.isReadable()) {
                int length = Math.min(stream.readableBytes(), random.nextInt(1, 40));
                channel.writeInbound(stream.readBytes(length));
            }
            read.addAll(inbound());
            assertThat(read).isEqualTo(messages);
            read.clear();
        }
    }

    @Test
    void skipsAFrameOfATypeItDoesNotKnow() {
        ByteBuf stream = Unpooled.buffer();
        stream.writeBytes(ControlCodec.encode(new Accepting(1, 50)));
        stream.writeInt(6).writeByte(99).writeZero(5);
        stream.writeBytes(ControlCodec.encode(new Accepting(2, 50)));

        channel.writeInbound(stream);

        assertThat(inbound()).containsExactly(new Accepting(1, 50), new Accepting(2, 50));
    }

    @Test
    void takesTheLongestFrameThereMayBe() {
        ByteBuf stream = Unpooled.buffer();
        stream.writeInt(ControlFrameLayout.MAX_FRAME_BYTES).writeByte(ControlFrameLayout.READY);
        stream.writeZero(ControlFrameLayout.MAX_FRAME_BYTES - 1);
        stream.writeBytes(ControlCodec.encode(new Drain(1, true)));

        channel.writeInbound(stream);

        assertThat(inbound()).containsExactly(new Ready(), new Drain(1, true));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, ControlFrameLayout.MAX_FRAME_BYTES + 1, Integer.MAX_VALUE, -1, Integer.MIN_VALUE})
    void refusesALengthThatNoFrameHasAsSoonAsItIsThere(int length) {
        ByteBuf stream = Unpooled.buffer().writeInt(length);

        assertThatThrownBy(() -> channel.writeInbound(stream))
                .isInstanceOf(TooLongFrameException.class)
                .hasMessage("frame: " + Integer.toUnsignedString(length) + " bytes (expected: 1 to 65536)");
    }

    @Test
    void tellsOfAFrameThatDoesNotHoldWhatItsTypeSays() {
        ByteBuf stream = Unpooled.buffer()
                .writeInt(3)
                .writeByte(ControlFrameLayout.DRAIN)
                .writeShort(1);

        assertThatThrownBy(() -> channel.writeInbound(stream))
                .isInstanceOf(DecoderException.class)
                .hasCauseExactlyInstanceOf(IllegalArgumentException.class);
    }

    private List<ControlMessage> inbound() {
        List<ControlMessage> messages = new ArrayList<>();
        for (ControlMessage message = channel.readInbound(); message != null; message = channel.readInbound()) {
            messages.add(message);
        }
        return messages;
    }
}
