/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent;

import io.netty.util.internal.logging.AbstractInternalLogger;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import org.jspecify.annotations.Nullable;

/**
 * The agent's log: a line on standard error for each warning or error, and nothing else. The JDK's own logging is left
 * alone, because whoever loads it first decides for the application which log manager it has.
 */
final class AgentLog extends AbstractInternalLogger {
    private static final long serialVersionUID = 1;

    private AgentLog(String name) {
        super(name);
    }

    /** Has everything of ours, and our Netty, log this way; before anything of it is loaded. */
    static void install() {
        InternalLoggerFactory.setDefaultFactory(new InternalLoggerFactory() {
            @Override
            public InternalLogger newInstance(String name) {
                return new AgentLog(name);
            }
        });
    }

    private static void print(String message, @Nullable Object detail) {
        System.err.println("drover: " + message + (detail == null ? "" : ": " + detail));
    }

    private static String filled(String format, @Nullable Object... arguments) {
        StringBuilder text = new StringBuilder(format);
        for (Object argument : arguments) {
            int hole = text.indexOf("{}");
            if (hole >= 0) {
                text.replace(hole, hole + 2, String.valueOf(argument));
            }
        }
        return text.toString();
    }

    @Override
    public boolean isWarnEnabled() {
        return true;
    }

    @Override
    public void warn(String message) {
        print(message, null);
    }

    @Override
    public void warn(String format, @Nullable Object argument) {
        print(filled(format, argument), null);
    }

    @Override
    public void warn(String format, @Nullable Object... arguments) {
        print(filled(format, arguments), null);
    }

    @Override
    public void warn(String format, @Nullable Object first, @Nullable Object second) {
        print(filled(format, first, second), null);
    }

    @Override
    public void warn(String message, Throwable failure) {
        print(message, failure);
    }

    @Override
    public boolean isErrorEnabled() {
        return true;
    }

    @Override
    public void error(String message) {
        warn(message);
    }

    @Override
    public void error(String format, @Nullable Object argument) {
        warn(format, argument);
    }

    @Override
    public void error(String format, @Nullable Object first, @Nullable Object second) {
        warn(format, first, second);
    }

    @Override
    public void error(String format, @Nullable Object... arguments) {
        warn(format, arguments);
    }

    @Override
    public void error(String message, Throwable failure) {
        warn(message, failure);
    }

    @Override
    public boolean isTraceEnabled() {
        return false;
    }

    @Override
    public void trace(String message) {}

    @Override
    public void trace(String format, @Nullable Object argument) {}

    @Override
    public void trace(String format, @Nullable Object first, @Nullable Object second) {}

    @Override
    public void trace(String format, @Nullable Object... arguments) {}

    @Override
    public void trace(String message, Throwable failure) {}

    @Override
    public boolean isDebugEnabled() {
        return false;
    }

    @Override
    public void debug(String message) {}

    @Override
    public void debug(String format, @Nullable Object argument) {}

    @Override
    public void debug(String format, @Nullable Object first, @Nullable Object second) {}

    @Override
    public void debug(String format, @Nullable Object... arguments) {}

    @Override
    public void debug(String message, Throwable failure) {}

    @Override
    public boolean isInfoEnabled() {
        return false;
    }

    @Override
    public void info(String message) {}

    @Override
    public void info(String format, @Nullable Object argument) {}

    @Override
    public void info(String format, @Nullable Object first, @Nullable Object second) {}

    @Override
    public void info(String format, @Nullable Object... arguments) {}

    @Override
    public void info(String message, Throwable failure) {}
}
