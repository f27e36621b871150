/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.control;

import java.util.List;

/** Told what operators ask for, on the supervisor thread. */
@FunctionalInterface
public interface CommandEvents {

    /**
     * Somebody asks for something.
     *
     * @param words the command and its arguments; may be empty
     * @param reply takes the answer, and must be told its end
     */
    void onCommand(List<String> words, CommandReply reply);
}
