/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.dispatch;

import java.util.Comparator;
import java.util.List;

/**
 * The workers that are ready and not draining, at one moment. Made by the supervisor, read by acceptors.
 *
 * @param ready in ascending order of slot
 */
public record WorkerDirectory(List<WorkerLoad> ready) {
    public WorkerDirectory {
        ready = ready.stream().sorted(Comparator.comparingInt(WorkerLoad::slot)).toList();
    }
}
