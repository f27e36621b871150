/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.session;

import io.drover.core.time.NanoClock;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Something that one thread has soon, and others wait for. The JDK has this and much more (CompletableFuture), which takes
 * several milliseconds to load, at the start of an application that waits for that.
 *
 * <p>Threading: safe from any thread.
 */
final class Awaited<T> {
    private @Nullable T value; // guarded by this
    private @Nullable Throwable failure; // guarded by this

    /** Here it is, unless it already was. */
    synchronized void complete(T done) {
        if (value == null) {
            value = done;
            notifyAll();
        }
    }

    /** It will not be had. */
    synchronized void fail(Throwable cause) {
        failure = cause;
        notifyAll();
    }

    /** Returns it where it is there, else null. */
    synchronized @Nullable T now() {
        return value;
    }

    /**
     * Waits for it.
     *
     * @param what the exceptions begin with
     * @throws IOException when it will not be had, or not within that time
     */
    synchronized T await(int timeoutS, String what) throws IOException {
        long untilNs = NanoClock.SYSTEM.nanoTime() + TimeUnit.SECONDS.toNanos(timeoutS);
        try {
            while (value == null && failure == null) {
                long leftMs = TimeUnit.NANOSECONDS.toMillis(untilNs - NanoClock.SYSTEM.nanoTime());
                if (leftMs <= 0) {
                    throw new IOException(what + ": no answer within " + timeoutS + " s");
                }
                wait(leftMs);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(what + ": interrupted");
        }
        T done = value;
        if (done == null) {
            Throwable cause = Objects.requireNonNull(failure);
            throw new IOException(what + ": " + cause.getMessage(), cause);
        }
        return done;
    }
}
