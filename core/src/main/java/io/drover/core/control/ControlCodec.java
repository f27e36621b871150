/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.control;

import io.drover.core.control.ControlMessage.Accepting;
import io.drover.core.control.ControlMessage.AgentFailed;
import io.drover.core.control.ControlMessage.Command;
import io.drover.core.control.ControlMessage.Done;
import io.drover.core.control.ControlMessage.Drain;
import io.drover.core.control.ControlMessage.Drained;
import io.drover.core.control.ControlMessage.FetchDescriptor;
import io.drover.core.control.ControlMessage.Hello;
import io.drover.core.control.ControlMessage.Leaving;
import io.drover.core.control.ControlMessage.Listen;
import io.drover.core.control.ControlMessage.ListenError;
import io.drover.core.control.ControlMessage.ListenFailed;
import io.drover.core.control.ControlMessage.Listening;
import io.drover.core.control.ControlMessage.Output;
import io.drover.core.control.ControlMessage.Ready;
import io.drover.core.control.ControlMessage.Refused;
import io.drover.core.control.ControlMessage.ReturnConnections;
import io.drover.core.control.ControlMessage.Sharing;
import io.drover.core.control.ControlMessage.StoppedListening;
import io.drover.core.control.ControlMessage.Welcome;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns control messages into frames and back, by {@link ControlFrameLayout}. Pure functions. */
public final class ControlCodec {
    private ControlCodec() {}

    /** Appends the whole frame of a message, its length first. */
    public static void encode(ControlMessage message, ByteBuf out) {
        int start = out.writerIndex();
        out.writeInt(0);
        encodeBody(message, out);
        out.setInt(start, out.writerIndex() - start - ControlFrameLayout.LENGTH_BYTES);
    }

    private static void encodeBody(ControlMessage message, ByteBuf out) {
        if (message instanceof Hello hello) {
            out.writeByte(ControlFrameLayout.HELLO);
            out.writeInt(hello.protocolVersion()).writeLong(hello.workerId());
            writeString(out, hello.token());
            out.writeLong(hello.pid()).writeBoolean(hello.agent());
        } else if (message instanceof Welcome welcome) {
            out.writeByte(ControlFrameLayout.WELCOME);
            out.writeInt(welcome.protocolVersion()).writeBoolean(welcome.waitReady());
            out.writeInt(welcome.heartbeatIntervalMs()).writeInt(welcome.drainTimeoutMs());
        } else if (message instanceof Refused refused) {
            out.writeByte(ControlFrameLayout.REFUSED);
            writeString(out, refused.reason());
        } else if (message instanceof Listen listen) {
            out.writeByte(ControlFrameLayout.LISTEN);
            out.writeInt(listen.requestId());
            writeEndpoint(out, listen.endpoint());
            out.writeInt(listen.index()).writeInt(listen.backlog());
        } else if (message instanceof Listening listening) {
            out.writeByte(ControlFrameLayout.LISTENING);
            out.writeInt(listening.requestId()).writeInt(listening.listenerId());
            writeString(out, listening.sharing().name());
            writeEndpoint(out, listening.endpoint());
        } else if (message instanceof ListenFailed failed) {
            out.writeByte(ControlFrameLayout.LISTEN_FAILED);
            out.writeInt(failed.requestId());
            writeString(out, failed.error().name());
            writeString(out, failed.reason());
        } else if (message instanceof FetchDescriptor fetch) {
            out.writeByte(ControlFrameLayout.FETCH_DESCRIPTOR).writeLong(fetch.workerId());
            writeString(out, fetch.token());
            out.writeInt(fetch.listenerId());
        } else if (message instanceof ReturnConnections giving) {
            out.writeByte(ControlFrameLayout.RETURN_CONNECTIONS).writeLong(giving.workerId());
            writeString(out, giving.token());
            out.writeInt(giving.listenerId());
        } else if (message instanceof Accepting accepting) {
            out.writeByte(ControlFrameLayout.ACCEPTING).writeInt(accepting.listenerId());
            out.writeInt(accepting.backlog());
        } else if (message instanceof StoppedListening stopped) {
            out.writeByte(ControlFrameLayout.STOPPED_LISTENING).writeInt(stopped.listenerId());
        } else if (message instanceof AgentFailed failed) {
            out.writeByte(ControlFrameLayout.AGENT_FAILED);
            writeString(out, failed.reason());
        } else if (message instanceof Command command) {
            out.writeByte(ControlFrameLayout.COMMAND).writeShort(command.words().size());
            command.words().forEach(word -> writeString(out, word));
        } else if (message instanceof Output output) {
            out.writeByte(ControlFrameLayout.OUTPUT);
            writeString(out, output.text());
        } else if (message instanceof Done done) {
            out.writeByte(ControlFrameLayout.DONE);
            writeString(out, done.failure());
        } else if (message instanceof Ready) {
            out.writeByte(ControlFrameLayout.READY);
        } else if (message instanceof Leaving) {
            out.writeByte(ControlFrameLayout.LEAVING);
        } else if (message instanceof Drain drain) {
            out.writeByte(ControlFrameLayout.DRAIN).writeInt(drain.timeoutMs()).writeBoolean(drain.takesBack());
        } else if (message instanceof Drained drained) {
            out.writeByte(ControlFrameLayout.DRAINED).writeInt(drained.abandonedCount());
        } else {
            throw new IllegalArgumentException("message: " + message + " (expected: one the codec knows)");
        }
    }

    /**
     * Reads the message of one frame.
     *
     * @param frame what follows the length field, whole; its reader index moves to somewhere within
     * @return the message, or null for a type this version does not know
     * @throws IllegalArgumentException when the frame does not hold what its type says
     */
    public static @Nullable ControlMessage decode(ByteBuf frame) {
        try {
            return decodeBody(frame);
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("frame: cut short (expected: all fields of its type)", e);
        }
    }

    private static @Nullable ControlMessage decodeBody(ByteBuf in) {
        return switch (in.readByte()) {
            case ControlFrameLayout.HELLO ->
                new Hello(in.readInt(), in.readLong(), readString(in), in.readLong(), in.readBoolean());
            case ControlFrameLayout.WELCOME -> new Welcome(in.readInt(), in.readBoolean(), in.readInt(), in.readInt());
            case ControlFrameLayout.REFUSED -> new Refused(readString(in));
            case ControlFrameLayout.LISTEN -> new Listen(in.readInt(), readEndpoint(in), in.readInt(), in.readInt());
            case ControlFrameLayout.LISTENING ->
                new Listening(in.readInt(), in.readInt(), Sharing.valueOf(readString(in)), readEndpoint(in));
            case ControlFrameLayout.LISTEN_FAILED ->
                new ListenFailed(in.readInt(), ListenError.valueOf(readString(in)), readString(in));
            case ControlFrameLayout.FETCH_DESCRIPTOR ->
                new FetchDescriptor(in.readLong(), readString(in), in.readInt());
            case ControlFrameLayout.RETURN_CONNECTIONS ->
                new ReturnConnections(in.readLong(), readString(in), in.readInt());
            case ControlFrameLayout.ACCEPTING -> new Accepting(in.readInt(), in.readInt());
            case ControlFrameLayout.STOPPED_LISTENING -> new StoppedListening(in.readInt());
            case ControlFrameLayout.AGENT_FAILED -> new AgentFailed(readString(in));
            case ControlFrameLayout.COMMAND -> new Command(readStrings(in));
            case ControlFrameLayout.OUTPUT -> new Output(readString(in));
            case ControlFrameLayout.DONE -> new Done(readString(in));
            case ControlFrameLayout.READY -> new Ready();
            case ControlFrameLayout.LEAVING -> new Leaving();
            case ControlFrameLayout.DRAIN -> new Drain(in.readInt(), in.readBoolean());
            case ControlFrameLayout.DRAINED -> new Drained(in.readInt());
            default -> null;
        };
    }

    private static void writeEndpoint(ByteBuf out, Endpoint endpoint) {
        if (endpoint instanceof Endpoint.Tcp tcp) {
            out.writeByte(ControlFrameLayout.TCP);
            writeString(out, tcp.host());
            out.writeShort(tcp.port());
        } else if (endpoint instanceof Endpoint.Unix unix) {
            out.writeByte(ControlFrameLayout.UNIX);
            writeString(out, unix.path());
        }
    }

    private static Endpoint readEndpoint(ByteBuf in) {
        byte kind = in.readByte();
        return switch (kind) {
            case ControlFrameLayout.TCP -> new Endpoint.Tcp(readString(in), in.readUnsignedShort());
            case ControlFrameLayout.UNIX -> new Endpoint.Unix(readString(in));
            default -> throw new IllegalArgumentException("endpoint: kind " + kind + " (expected: 1 or 2)");
        };
    }

    private static void writeString(ByteBuf out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0xFFFF) {
            throw new IllegalArgumentException("string: " + bytes.length + " bytes (expected: at most 65535)");
        }
        out.writeShort(bytes.length).writeBytes(bytes);
    }

    private static List<String> readStrings(ByteBuf in) {
        int count = in.readUnsignedShort();
        List<String> strings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            strings.add(readString(in));
        }
        return strings;
    }

    private static String readString(ByteBuf in) {
        int length = in.readUnsignedShort();
        return in.readCharSequence(length, StandardCharsets.UTF_8).toString();
    }
}
