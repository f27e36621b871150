/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.session;

import io.drover.core.control.ControlFrameLayout;
import io.drover.core.control.ControlMessage;
import io.drover.core.control.ControlMessage.Drain;
import io.drover.core.control.ControlMessage.Hello;
import io.drover.core.control.ControlMessage.Listen;
import io.drover.core.control.ControlMessage.ListenFailed;
import io.drover.core.control.ControlMessage.Listening;
import io.drover.core.control.ControlMessage.Refused;
import io.drover.core.control.ControlMessage.Welcome;
import io.drover.core.control.ControlStream;
import io.drover.core.control.Endpoint;
import io.drover.core.control.WorkerEnvironment;
import io.drover.worker.control.PrimaryEvents;
import java.io.IOException;
import java.nio.channels.ByteChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The agent's connection to its primary, once it has been taken in.
 *
 * <p>Everything is written by the control thread: a thread of the application never waits for the primary to read, and a
 * channel of the JDK is closed under a thread that is interrupted.
 *
 * <p>Threading: owned by the control thread; safe from any thread: {@link #ask}, {@link #send}, {@link #welcome}.
 */
final class PrimaryConnection {
    /** The primary answers from an event loop that never waits; one that takes longer is gone or stopped. */
    private static final int ANSWER_TIMEOUT_S = 30;

    private final ControlStream stream;
    private final Welcome welcome;
    private final ScheduledExecutorService control;
    private final PrimaryEvents events;
    private final Map<Integer, Awaited<ControlMessage>> answers = new HashMap<>();
    private int lastRequestId;
    private boolean ended;

    private PrimaryConnection(
            ControlStream stream, Welcome welcome, ScheduledExecutorService control, PrimaryEvents events) {
        this.stream = stream;
        this.welcome = welcome;
        this.control = control;
        this.events = events;
    }

    /**
     * Introduces this worker, and waits for the answer.
     *
     * @param channel connected to the primary; closed when this fails
     * @param control the control thread
     * @param events told there what the primary wants
     * @throws IOException when the primary is gone or refuses this worker
     */
    static PrimaryConnection join(
            ByteChannel channel, WorkerEnvironment environment, ScheduledExecutorService control, PrimaryEvents events)
            throws IOException {
        try {
            ControlStream stream = new ControlStream(channel);
            stream.write(new Hello(
                    ControlFrameLayout.PROTOCOL_VERSION,
                    environment.workerId(),
                    environment.token(),
                    OwnProcess.pid(),
                    true));
            return new PrimaryConnection(stream, welcomed(stream.read()), control, events);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static Welcome welcomed(ControlMessage answer) throws IOException {
        if (answer instanceof Welcome welcome) {
            return welcome;
        }
        throw new IOException(answer instanceof Refused refused ? refused.reason() : "answered by " + answer);
    }

    /** Returns what the primary said when it took this worker in. */
    Welcome welcome() {
        return welcome;
    }

    /** Returns the control thread. */
    ScheduledExecutorService control() {
        return control;
    }

    /** Reads until the primary is gone; on a thread of its own. */
    void readToTheEnd() {
        try {
            while (true) {
                ControlMessage message = stream.read();
                control.execute(new Runnable() {
                    @Override
                    public void run() {
                        onMessage(message);
                    }
                });
            }
        } catch (IOException e) {
            control.execute(this::onEnd);
        }
    }

    private void onMessage(ControlMessage message) {
        if (message instanceof Listening listening) {
            answer(listening.requestId(), message);
        } else if (message instanceof ListenFailed failed) {
            answer(failed.requestId(), message);
        } else if (message instanceof Drain drain) {
            events.onDrain(drain.timeoutMs(), drain.takesBack());
        }
    }

    private void answer(int requestId, ControlMessage message) {
        Awaited<ControlMessage> waiting = answers.remove(requestId);
        if (waiting != null) {
            waiting.complete(message);
        }
    }

    private void onEnd() {
        ended = true;
        for (Awaited<ControlMessage> waiting : answers.values()) {
            waiting.fail(new IOException("connection closed"));
        }
        answers.clear();
        events.onPrimaryLost();
    }

    /** Tells the primary something. */
    void send(ControlMessage message) {
        control.execute(new Runnable() {
            @Override
            public void run() {
                write(message);
            }
        });
    }

    private void write(ControlMessage message) {
        try {
            stream.write(message);
        } catch (IOException e) {
            // The primary is gone, which the reading thread notices too.
        }
    }

    /**
     * Asks for a listener and waits for the answer; not on the control thread.
     *
     * @return {@link Listening} or {@link ListenFailed}
     * @throws IOException when the primary is gone
     */
    ControlMessage ask(Endpoint endpoint, int index, int backlog, int receiveBufferBytes) throws IOException {
        Awaited<ControlMessage> answer = new Awaited<>();
        control.execute(new Runnable() {
            @Override
            public void run() {
                int requestId = expect(answer);
                write(new Listen(requestId, endpoint, index, backlog, receiveBufferBytes));
            }
        });
        return answer.await(ANSWER_TIMEOUT_S, "primary");
    }

    private int expect(Awaited<ControlMessage> answer) {
        if (ended) {
            answer.fail(new IOException("connection closed"));
        }
        answers.put(++lastRequestId, answer);
        return lastRequestId;
    }
}
