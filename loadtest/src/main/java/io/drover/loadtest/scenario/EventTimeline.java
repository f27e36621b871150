/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.scenario;

import io.drover.loadtest.generator.Recording;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What happened to a target while it was under load.
 *
 * @param clients the recording of each group of clients, by what they do
 * @param marks what was done to the target, in order
 */
public record EventTimeline(Map<String, Recording> clients, List<Mark> marks) {
    /** That of a scenario in which nothing happens. */
    public static final EventTimeline NONE = new EventTimeline(Map.of(), List.of());

    /**
     * Something that was done.
     *
     * @param name of it
     * @param startSeconds since the start of the recordings
     * @param endSeconds when it was over, its consequences included
     */
    public record Mark(String name, double startSeconds, double endSeconds) {}

    /** Copies what it is given. */
    public EventTimeline {
        clients = Collections.unmodifiableMap(new LinkedHashMap<>(clients));
        marks = List.copyOf(marks);
    }
}
