/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.bench.control;

import io.drover.core.control.ControlCodec;
import io.drover.core.control.ControlMessage;
import io.drover.core.control.ControlMessage.Listen;
import io.drover.core.control.ControlMessage.Listening;
import io.drover.core.control.ControlMessage.Sharing;
import io.drover.core.control.Endpoint;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A worker asks for a listener and gets its answer: the two messages with the most fields, each with a different port
 * every time, in and out of one reused buffer.
 *
 * <p>No message is sent per connection or request, so these figures only have to be sane.
 *
 * <p>Command: {@code jmh-benchmarks/run.sh control}, which is {@code java -jar jmh-benchmarks/target/benchmarks.jar
 * ControlCodecBenchmark -prof gc}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 50, timeUnit = TimeUnit.MILLISECONDS)
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init")
public class ControlCodecBenchmark {
    private static final int MESSAGE_COUNT = 64;
    private static final int LENGTH_BYTES = Integer.BYTES;

    /** Which message. */
    public enum Kind {
        LISTEN {
            @Override
            ControlMessage message(int number) {
                return new Listen(number, new Endpoint.Tcp("127.0.0.1", 8000 + number), 0, 1024, 0);
            }
        },
        LISTENING {
            @Override
            ControlMessage message(int number) {
                return new Listening(number, number, Sharing.LANE, new Endpoint.Tcp("127.0.0.1", 8000 + number));
            }
        };

        abstract ControlMessage message(int number);
    }

    @Param
    private Kind kind;

    private final ControlMessage[] messages = new ControlMessage[MESSAGE_COUNT];
    private final ByteBuffer[] frames = new ByteBuffer[MESSAGE_COUNT];
    private int last;

    /** Makes the messages and their frames. */
    @Setup
    public void makeMessages() {
        for (int number = 0; number < MESSAGE_COUNT; number++) {
            messages[number] = kind.message(number);
            frames[number] = ControlCodec.encode(messages[number]);
        }
    }

    /** A message into the frame. */
    @Benchmark
    public ByteBuffer encode() {
        return ControlCodec.encode(messages[next()]);
    }

    /** A frame, its length already read, into the message. */
    @Benchmark
    public @Nullable ControlMessage decode() {
        return ControlCodec.decode(frames[next()].position(LENGTH_BYTES));
    }

    private int next() {
        last = (last + 1) % MESSAGE_COUNT;
        return last;
    }
}
