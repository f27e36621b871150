/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.cli;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody who mistyped a word may have meant. */
final class Suggestion {
    private Suggestion() {}

    /** Returns the known word that is nearest, if it is near enough to be meant. */
    static Optional<String> nearest(String typed, Collection<String> known) {
        int farthest = Math.max(2, typed.length() / 3);
        return known.stream()
                .filter(word -> distance(typed, word) <= farthest)
                .min(Comparator.comparingInt(word -> distance(typed, word)));
    }

    /** The number of letters to insert, delete or replace that make one word the other (Levenshtein). */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        Arrays.setAll(row, column -> column);
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
