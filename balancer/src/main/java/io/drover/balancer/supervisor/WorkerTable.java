/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import io.drover.balancer.dispatch.WorkerDirectory;
import io.drover.core.lifecycle.WorkerState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The slots of the cluster, and every worker whose process has not ended: also those that drain while another has their
 * slot already.
 *
 * <p>Threading: owned by the supervisor thread.
 */
final class WorkerTable {
    private final List<Slot> slots = new ArrayList<>();
    private final Map<Long, WorkerHandle> live = new LinkedHashMap<>();

    void addSlot(Slot slot) {
        slots.add(slot);
    }

    /** Returns the slots that are to have a worker. */
    List<Slot> slots() {
        return slots.stream().filter(slot -> !slot.isRetired()).toList();
    }

    /** Returns the slot with that index, which the cluster had before it was scaled down; or null. */
    @Nullable
    Slot retiredSlot(int index) {
        return index < slots.size() ? slots.get(index) : null;
    }

    Slot slotOf(WorkerHandle worker) {
        return slots.get(worker.slot());
    }

    void add(WorkerHandle worker) {
        live.put(worker.workerId(), worker);
    }

    void remove(WorkerHandle worker) {
        live.remove(worker.workerId());
    }

    @Nullable
    WorkerHandle find(long workerId) {
        return live.get(workerId);
    }

    /** Returns all live workers, as a copy that stays as it is. */
    Collection<WorkerHandle> live() {
        return List.copyOf(live.values());
    }

    /** Returns the generations that a worker is of, or the next one in a slot would be. */
    Set<Integer> generations() {
        return Stream.concat(
                        slots.stream().map(Slot::generation),
                        live.values().stream().map(WorkerHandle::generation))
                .collect(Collectors.toSet());
    }

    /** Returns how many have been started and are not in rotation yet. */
    long countStarting() {
        return live.values().stream()
                .filter(worker ->
                        worker.is(WorkerState.STARTING) || (worker.is(WorkerState.READY) && !worker.isInRotation()))
                .count();
    }

    boolean everySlotIsInRotation() {
        return slots().stream().allMatch(slot -> {
            WorkerHandle current = slot.current();
            return current != null && current.isInRotation();
        });
    }

    WorkerDirectory directory() {
        return new WorkerDirectory(live.values().stream()
                .filter(worker ->
                        worker.is(WorkerState.READY) && !worker.intake().isStalled())
                .map(WorkerHandle::load)
                .toList());
    }
}
