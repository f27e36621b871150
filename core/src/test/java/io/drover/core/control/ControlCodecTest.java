/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.entry;

import io.drover.core.control.ControlMessage.Hello;
import io.drover.core.control.ControlMessage.Ready;
import io.drover.core.control.ControlMessage.Refused;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ControlCodecTest {

    static List<ControlMessage> everyMessage() {
        return ControlMessageSamples.all();
    }

    /** So that a message that is added gets a sample, and with it all the tests here. */
    @Test
    void isTriedWithEveryTypeOfMessage() {
        assertThat(everyMessage().stream().map(Object::getClass).collect(Collectors.toSet()))
                .isEqualTo(
                        Stream.of(ControlMessage.class.getPermittedSubclasses()).collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("everyMessage")
    void readsBackWhatItWrote(ControlMessage message) {
        assertThat(ControlCodec.decode(bodyOf(message).nioBuffer())).isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("everyMessage")
    void putsTheLengthOfTheRestInFront(ControlMessage message) {
        ByteBuf out = frame(message);

        assertThat(out.readInt()).isEqualTo(out.readableBytes()).isLessThan(ControlFrameLayout.MAX_FRAME_BYTES);
    }

    @Test
    void writesFramesThatCanBePutBehindEachOther() {
        ByteBuf out = Unpooled.buffer();
        everyMessage().forEach(message -> out.writeBytes(ControlCodec.encode(message)));

        for (ControlMessage message : everyMessage()) {
            ByteBuffer body = out.readSlice(out.readInt()).nioBuffer();
            assertThat(ControlCodec.decode(body)).isEqualTo(message);
            assertThat(body.hasRemaining()).as("rest of %s", message).isFalse();
        }
        assertThat(out.isReadable()).isFalse();
    }

    /** The frame's bytes go on in the buffer behind the cut, as they do on a stream: they must not be read. */
    @ParameterizedTest
    @MethodSource("everyMessage")
    void refusesAFrameCutShortAnywhere(ControlMessage message) {
        ByteBuf body = bodyOf(message);

        for (int length = 0; length < body.readableBytes(); length++) {
            ByteBuf cut = body.slice(0, length);
            assertThatThrownBy(() -> ControlCodec.decode(cut.nioBuffer()))
                    .as("%s cut to %d bytes", message, length)
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessage("frame: cut short (expected: all fields of its type)");
        }
    }

    @ParameterizedTest
    @MethodSource("everyMessage")
    void skipsWhatANewerSideHasAdded(ControlMessage message) {
        ByteBuf longer = Unpooled.wrappedBuffer(bodyOf(message), Unpooled.wrappedBuffer(new byte[] {1, 2, 3, -1}));

        assertThat(ControlCodec.decode(longer.nioBuffer())).isEqualTo(message);
    }

    @Test
    void answersNothingForATypeItDoesNotKnow() {
        Map<Byte, Class<?>> known = new HashMap<>();
        everyMessage().forEach(message -> known.put(bodyOf(message).getByte(0), message.getClass()));

        for (int type = Byte.MIN_VALUE; type <= Byte.MAX_VALUE; type++) {
            if (!known.containsKey((byte) type)) {
                assertThat(decoded((byte) type, new byte[200]))
                        .as("type %d", type)
                        .isNull();
            }
        }
    }

    /** A worker may be of another version than its primary; so a number is never given to another type. */
    @Test
    void keepsTheNumbersOfItsTypes() {
        Map<String, Integer> numbers = new HashMap<>();
        everyMessage()
                .forEach(message -> numbers.put(message.getClass().getSimpleName(), (int)
                        bodyOf(message).getByte(0)));

        assertThat(numbers)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        entry("Hello", 1),
                        entry("Welcome", 2),
                        entry("Refused", 3),
                        entry("Listen", 4),
                        entry("Listening", 5),
                        entry("ListenFailed", 6),
                        entry("FetchDescriptor", 7),
                        entry("Accepting", 8),
                        entry("Ready", 9),
                        entry("Leaving", 10),
                        entry("Drain", 11),
                        entry("Drained", 12),
                        entry("StoppedListening", 13),
                        entry("AgentFailed", 14),
                        entry("Command", 15),
                        entry("Output", 16),
                        entry("Done", 17),
                        entry("ReturnConnections", 18),
                        entry("GiveBack", 19)));
    }

    /** What stands on the wire between two versions, byte by byte. */
    @Test
    void keepsTheLayoutOfTheProtocolVersion() {
        assertThat(ByteBufUtil.hexDump(frame(new Hello(1, 2, "äb", 0x1234, true))))
                .isEqualTo(
                        "0000001b" + "01" + "00000001" + "0000000000000002" + "0003c3a462" + "0000000000001234" + "01");
        assertThat(ByteBufUtil.hexDump(
                        frame(new ControlMessage.Listen(5, new Endpoint.Tcp("::1", 8080), 2, 128, 4096))))
                .isEqualTo("00000019" + "04" + "00000005" + "01" + "00033a3a31" + "1f90" + "00000002" + "00000080"
                        + "00001000");
        assertThat(ByteBufUtil.hexDump(frame(
                        new ControlMessage.Listening(5, 6, ControlMessage.Sharing.PRIVATE, new Endpoint.Unix("/a")))))
                .isEqualTo("00000017" + "05" + "00000005" + "00000006" + "000750524956415445" + "02" + "00022f61");
        assertThat(ByteBufUtil.hexDump(frame(new Ready()))).isEqualTo("00000001" + "09");
    }

    @Test
    void refusesAnEndpointOfAKindItDoesNotKnow() {
        assertRefused("04" + "00000005" + "07", "endpoint: kind 7 (expected: 1 or 2)");
    }

    @Test
    void refusesAConstantItDoesNotKnow() {
        ByteBuf body = Unpooled.buffer();
        body.writeByte(ControlFrameLayout.LISTENING).writeInt(5).writeInt(6).writeShort(6);
        body.writeCharSequence("SPLICE", StandardCharsets.UTF_8);

        assertThatThrownBy(() -> ControlCodec.decode(body.nioBuffer()))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SPLICE");
    }

    @Test
    void refusesToWriteAStringTooLongForItsLengthField() {
        String longest = "x".repeat(0xFFFF);
        assertThat(ControlCodec.decode(bodyOf(new Refused(longest)).nioBuffer()))
                .isEqualTo(new Refused(longest));

        assertThatThrownBy(() -> frame(new Refused("x" + longest)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("string: 65536 bytes (expected: at most 65535)");
        assertThatThrownBy(() -> frame(new Refused("ä".repeat(0x8000))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("string: 65536 bytes (expected: at most 65535)");
    }

    @Test
    void meetsGarbageWithNothingButARefusal() {
        Random random = new Random(1);
        int understood = 0;

        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            if (bytes.length > 0 && random.nextBoolean()) {
                bytes[0] = (byte) (1 + random.nextInt(13));
            }
            understood += decodedOrRefused(bytes) == null ? 0 : 1;
        }

        assertThat(understood)
                .as("frames of garbage that make a message by chance")
                .isPositive();
    }

    @Test
    void meetsFramesWithFlippedBitsWithNothingButARefusal() {
        Random random = new Random(2);

        for (int round = 0; round < 500; round++) {
            for (ControlMessage message : everyMessage()) {
                byte[] bytes = ByteBufUtil.getBytes(bodyOf(message));
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                decodedOrRefused(bytes);
            }
        }
    }

    private static @Nullable ControlMessage decodedOrRefused(byte[] bytes) {
        ControlMessage[] message = new ControlMessage[1];
        Throwable thrown = catchThrowable(() -> message[0] = ControlCodec.decode(ByteBuffer.wrap(bytes)));
        if (thrown != null) {
            assertThat(thrown).as("%s", ByteBufUtil.hexDump(bytes)).isExactlyInstanceOf(IllegalArgumentException.class);
        }
        return message[0];
    }

    private static @Nullable ControlMessage decoded(byte type, byte[] fields) {
        return ControlCodec.decode(
                Unpooled.wrappedBuffer(new byte[] {type}, fields).nioBuffer());
    }

    private static void assertRefused(String hexBody, String message) {
        ByteBuf body = Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hexBody));

        assertThatThrownBy(() -> ControlCodec.decode(body.nioBuffer()))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static ByteBuf bodyOf(ControlMessage message) {
        return frame(message).skipBytes(ControlFrameLayout.LENGTH_BYTES).slice();
    }

    private static ByteBuf frame(ControlMessage message) {
        return Unpooled.wrappedBuffer(ControlCodec.encode(message));
    }
}
