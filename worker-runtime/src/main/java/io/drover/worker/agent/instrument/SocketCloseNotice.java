/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.instrument;

import java.util.Set;

/**
 * Makes the dispatcher that all sockets share tell the hook before it closes one, whoever asks for it.
 *
 * <p>Threading: confined to the thread that starts the agent.
 */
final class SocketCloseNotice implements CallAtStart.Wanted {
    static final String CLOSE = "close";
    static final String PRE_CLOSE = "preClose";
    private static final String DO_PRE_CLOSE = "implPreClose";
    private static final String FILE_DESCRIPTOR = "Ljava/io/FileDescriptor;";

    private final ConstantPool constants;
    private final int hook;
    private final Set<String> found;

    /**
     * Makes one for the dispatcher's class.
     *
     * @param constants that class's
     * @param hook number of the hook's class there
     * @param found to which {@link #CLOSE} and {@link #PRE_CLOSE} are added
     */
    SocketCloseNotice(ConstantPool constants, int hook, Set<String> found) {
        this.constants = constants;
        this.hook = hook;
        this.found = found;
    }

    @Override
    public int callIn(String name, String descriptor) {
        // The other parameters differ from JDK to JDK, and so does which of two methods does the work.
        if (!descriptor.startsWith("(" + FILE_DESCRIPTOR)) {
            return 0;
        }
        return switch (name) {
            case CLOSE -> notice("closing", CLOSE);
            case PRE_CLOSE, DO_PRE_CLOSE -> notice("preClosing", PRE_CLOSE);
            default -> 0;
        };
    }

    private int notice(String hookMethod, String what) {
        found.add(what);
        return constants.addMethod(hook, hookMethod, "(" + FILE_DESCRIPTOR + ")V");
    }
}
