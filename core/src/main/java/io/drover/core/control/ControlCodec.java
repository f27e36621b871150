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
import io.drover.core.control.ControlMessage.GiveBack;
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
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns control messages into frames and back, by {@link ControlFrameLayout}. Pure functions, on the JDK's own buffers:
 * the agent speaks before it could afford to load others.
 */
public final class ControlCodec {
    private ControlCodec() {}

    /** Returns the whole frame of a message, its length first. */
    public static ByteBuffer encode(ControlMessage message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        try {
            out.writeInt(0);
            encodeBody(message, out);
        } catch (IOException e) {
            throw new IllegalStateException("an array in memory can't fail", e);
        }
        ByteBuffer frame = ByteBuffer.wrap(bytes.toByteArray());
        return frame.putInt(0, frame.limit() - ControlFrameLayout.LENGTH_BYTES);
    }

    private static void encodeBody(ControlMessage message, DataOutputStream out) throws IOException {
        if (message instanceof Hello hello) {
            out.writeByte(ControlFrameLayout.HELLO);
            out.writeInt(hello.protocolVersion());
            out.writeLong(hello.workerId());
            writeString(out, hello.token());
            out.writeLong(hello.pid());
            out.writeBoolean(hello.agent());
        } else if (message instanceof Welcome welcome) {
            out.writeByte(ControlFrameLayout.WELCOME);
            out.writeInt(welcome.protocolVersion());
            out.writeBoolean(welcome.waitReady());
            out.writeInt(welcome.heartbeatIntervalMs());
            out.writeInt(welcome.drainTimeoutMs());
        } else if (message instanceof Refused refused) {
            out.writeByte(ControlFrameLayout.REFUSED);
            writeString(out, refused.reason());
        } else if (message instanceof Listen listen) {
            out.writeByte(ControlFrameLayout.LISTEN);
            out.writeInt(listen.requestId());
            writeEndpoint(out, listen.endpoint());
            out.writeInt(listen.index());
            out.writeInt(listen.backlog());
            out.writeInt(listen.receiveBufferBytes());
        } else if (message instanceof Listening listening) {
            out.writeByte(ControlFrameLayout.LISTENING);
            out.writeInt(listening.requestId());
            out.writeInt(listening.listenerId());
            writeString(out, listening.sharing().name());
            writeEndpoint(out, listening.endpoint());
        } else if (message instanceof ListenFailed failed) {
            out.writeByte(ControlFrameLayout.LISTEN_FAILED);
            out.writeInt(failed.requestId());
            writeString(out, failed.error().name());
            writeString(out, failed.reason());
        } else if (message instanceof FetchDescriptor fetch) {
            out.writeByte(ControlFrameLayout.FETCH_DESCRIPTOR);
            out.writeLong(fetch.workerId());
            writeString(out, fetch.token());
            out.writeInt(fetch.listenerId());
        } else if (message instanceof ReturnConnections giving) {
            out.writeByte(ControlFrameLayout.RETURN_CONNECTIONS);
            out.writeLong(giving.workerId());
            writeString(out, giving.token());
            out.writeInt(giving.listenerId());
        } else if (message instanceof Accepting accepting) {
            out.writeByte(ControlFrameLayout.ACCEPTING);
            out.writeInt(accepting.listenerId());
            out.writeInt(accepting.backlog());
        } else if (message instanceof StoppedListening stopped) {
            out.writeByte(ControlFrameLayout.STOPPED_LISTENING);
            out.writeInt(stopped.listenerId());
        } else if (message instanceof AgentFailed failed) {
            out.writeByte(ControlFrameLayout.AGENT_FAILED);
            writeString(out, failed.reason());
        } else if (message instanceof Command command) {
            out.writeByte(ControlFrameLayout.COMMAND);
            out.writeShort(command.words().size());
            for (String word : command.words()) {
                writeString(out, word);
            }
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
            out.writeByte(ControlFrameLayout.DRAIN);
            out.writeInt(drain.timeoutMs());
            out.writeBoolean(drain.takesBack());
        } else if (message instanceof GiveBack giveBack) {
            out.writeByte(ControlFrameLayout.GIVE_BACK);
            out.writeInt(giveBack.count());
        } else if (message instanceof Drained drained) {
            out.writeByte(ControlFrameLayout.DRAINED);
            out.writeInt(drained.abandonedCount());
        } else {
            throw new IllegalArgumentException("message: " + message + " (expected: one the codec knows)");
        }
    }

    /**
     * Reads the message of one frame.
     *
     * @param frame what follows the length field, whole; its position moves to somewhere within
     * @return the message, or null for a type this version does not know
     * @throws IllegalArgumentException when the frame does not hold what its type says
     */
    public static @Nullable ControlMessage decode(ByteBuffer frame) {
        try {
            return decodeBody(frame);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("frame: cut short (expected: all fields of its type)", e);
        }
    }

    private static @Nullable ControlMessage decodeBody(ByteBuffer in) {
        return switch (in.get()) {
            case ControlFrameLayout.HELLO ->
                new Hello(in.getInt(), in.getLong(), readString(in), in.getLong(), in.get() != 0);
            case ControlFrameLayout.WELCOME -> new Welcome(in.getInt(), in.get() != 0, in.getInt(), in.getInt());
            case ControlFrameLayout.REFUSED -> new Refused(readString(in));
            case ControlFrameLayout.LISTEN ->
                new Listen(in.getInt(), readEndpoint(in), in.getInt(), in.getInt(), in.getInt());
            case ControlFrameLayout.LISTENING ->
                new Listening(in.getInt(), in.getInt(), Sharing.valueOf(readString(in)), readEndpoint(in));
            case ControlFrameLayout.LISTEN_FAILED ->
                new ListenFailed(in.getInt(), ListenError.valueOf(readString(in)), readString(in));
            case ControlFrameLayout.FETCH_DESCRIPTOR -> new FetchDescriptor(in.getLong(), readString(in), in.getInt());
            case ControlFrameLayout.RETURN_CONNECTIONS ->
                new ReturnConnections(in.getLong(), readString(in), in.getInt());
            case ControlFrameLayout.ACCEPTING -> new Accepting(in.getInt(), in.getInt());
            case ControlFrameLayout.STOPPED_LISTENING -> new StoppedListening(in.getInt());
            case ControlFrameLayout.AGENT_FAILED -> new AgentFailed(readString(in));
            case ControlFrameLayout.COMMAND -> new Command(readStrings(in));
            case ControlFrameLayout.OUTPUT -> new Output(readString(in));
            case ControlFrameLayout.DONE -> new Done(readString(in));
            case ControlFrameLayout.READY -> new Ready();
            case ControlFrameLayout.LEAVING -> new Leaving();
            case ControlFrameLayout.DRAIN -> new Drain(in.getInt(), in.get() != 0);
            case ControlFrameLayout.DRAINED -> new Drained(in.getInt());
            case ControlFrameLayout.GIVE_BACK -> new GiveBack(in.getInt());
            default -> null;
        };
    }

    private static void writeEndpoint(DataOutputStream out, Endpoint endpoint) throws IOException {
        if (endpoint instanceof Endpoint.Tcp tcp) {
            out.writeByte(ControlFrameLayout.TCP);
            writeString(out, tcp.host());
            out.writeShort(tcp.port());
        } else if (endpoint instanceof Endpoint.Unix unix) {
            out.writeByte(ControlFrameLayout.UNIX);
            writeString(out, unix.path());
        }
    }

    private static Endpoint readEndpoint(ByteBuffer in) {
        byte kind = in.get();
        return switch (kind) {
            case ControlFrameLayout.TCP -> new Endpoint.Tcp(readString(in), Short.toUnsignedInt(in.getShort()));
            case ControlFrameLayout.UNIX -> new Endpoint.Unix(readString(in));
            default -> throw new IllegalArgumentException("endpoint: kind " + kind + " (expected: 1 or 2)");
        };
    }

    private static void writeString(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0xFFFF) {
            throw new IllegalArgumentException("string: " + bytes.length + " bytes (expected: at most 65535)");
        }
        out.writeShort(bytes.length);
        out.write(bytes);
    }

    private static List<String> readStrings(ByteBuffer in) {
        int count = Short.toUnsignedInt(in.getShort());
        List<String> strings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            strings.add(readString(in));
        }
        return strings;
    }

    private static String readString(ByteBuffer in) {
        int length = Short.toUnsignedInt(in.getShort());
        if (length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
