/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpHashTest {
    private static final int CLIENTS = 10_000;

    private final IpHash policy = new IpHash();
    private final long[] clients = randomClients();

    @Test
    void givesAClientTheSameWorkerEveryTime() {
        FakeCandidates candidates = FakeCandidates.count(8);

        assertThat(slotsOfAll(candidates)).isEqualTo(slotsOfAll(candidates));
        assertThat(slotsOfAll(new IpHash(), candidates)).isEqualTo(slotsOfAll(candidates));
    }

    @Test
    void doesNotLookAtTheLoad() {
        assertThat(slotsOfAll(FakeCandidates.withOpen(9, 0, 5, 1000)))
                .isEqualTo(slotsOfAll(FakeCandidates.withOpen(0, 9, 1000, 5)));
    }

    @Test
    void losesOnlyTheClientsOfALostSlot() {
        int[] before = slotsOfAll(FakeCandidates.count(8));
        int[] after = slotsOfAll(FakeCandidates.inSlots(0, 1, 2, 4, 5, 6, 7));

        for (int client = 0; client < CLIENTS; client++) {
            if (before[client] == 3) {
                assertThat(after[client]).isNotEqualTo(3);
            } else {
                assertThat(after[client]).isEqualTo(before[client]);
            }
        }
    }

    @Test
    void spreadsTheClientsOfALostSlotOverAllOthers() {
        int[] before = slotsOfAll(FakeCandidates.count(8));
        int[] after = slotsOfAll(FakeCandidates.inSlots(0, 1, 2, 4, 5, 6, 7));
        int[] inherited = new int[8];

        for (int client = 0; client < CLIENTS; client++) {
            if (before[client] == 3) {
                inherited[after[client]]++;
            }
        }

        // About 1250 clients over 7 slots.
        assertThat(IntStream.of(0, 1, 2, 4, 5, 6, 7).map(slot -> inherited[slot]))
                .allSatisfy(count -> assertThat(count).isBetween(130, 230));
    }

    @Test
    void givesARestartedSlotItsClientsBack() {
        int[] before = slotsOfAll(FakeCandidates.count(8));
        FakeCandidates candidates = FakeCandidates.inSlots(0, 1, 2, 3, 4, 6, 7);
        slotsOfAll(candidates);

        candidates.nowInSlots(0, 1, 2, 3, 4, 5, 6, 7);

        assertThat(slotsOfAll(candidates)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8, 16})
    void movesOnlyTheShareOfANewSlotAndOnlyToIt(int count) {
        int[] before = slotsOfAll(FakeCandidates.count(count));
        int[] after = slotsOfAll(FakeCandidates.count(count + 1));
        int moved = 0;

        for (int client = 0; client < CLIENTS; client++) {
            if (after[client] != before[client]) {
                assertThat(after[client]).isEqualTo(count);
                moved++;
            }
        }

        int share = CLIENTS / (count + 1);
        assertThat(moved).isBetween(share * 85 / 100, share * 115 / 100);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 8, 16})
    void balancesRandomClients(int count) {
        int share = CLIENTS / count;

        assertThat(clientsPerSlot(clients, count))
                .allSatisfy(number -> assertThat(number).isBetween(share * 85 / 100, share * 115 / 100));
    }

    /** Clients of one office or one load generator have neighbouring addresses. */
    @Test
    void balancesNeighbouringClients() {
        long[] neighbours = IntStream.range(0, 4096)
                .mapToLong(host -> ClientKey.ofIpv4(new byte[] {10, 1, (byte) (host >> 8), (byte) host}, 0))
                .toArray();

        assertThat(clientsPerSlot(neighbours, 4))
                .allSatisfy(number -> assertThat(number).isBetween(900, 1150));
    }

    /** An upgrade of the primary must not reshuffle all clients, so the function itself is part of the contract. */
    @Test
    void assignsClientsAsEveryVersionBeforeDid() {
        FakeCandidates candidates = FakeCandidates.count(16);

        int[] slots = IntStream.range(1, 11)
                .map(host -> policy.choose(candidates, ClientKey.ofIpv4(new byte[] {(byte) 192, 0, 2, (byte) host}, 0)))
                .toArray();

        assertThat(slots).containsExactly(8, 0, 8, 13, 7, 1, 3, 10, 1, 0);
    }

    private int[] slotsOfAll(FakeCandidates candidates) {
        return slotsOfAll(policy, candidates);
    }

    private int[] slotsOfAll(IpHash policy, FakeCandidates candidates) {
        int[] slots = new int[clients.length];
        for (int client = 0; client < slots.length; client++) {
            slots[client] = candidates.slot(policy.choose(candidates, clients[client]));
        }
        return slots;
    }

    private List<Integer> clientsPerSlot(long[] keys, int count) {
        FakeCandidates candidates = FakeCandidates.count(count);
        int[] counts = new int[count];
        for (long key : keys) {
            counts[policy.choose(candidates, key)]++;
        }
        return Arrays.stream(counts).boxed().toList();
    }

    private static long[] randomClients() {
        Random random = new Random(5);
        byte[] address = new byte[4];
        long[] keys = new long[CLIENTS];
        for (int client = 0; client < CLIENTS; client++) {
            random.nextBytes(address);
            keys[client] = ClientKey.ofIpv4(address, 0);
        }
        return keys;
    }
}
