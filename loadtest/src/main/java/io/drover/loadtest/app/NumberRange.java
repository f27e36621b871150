/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.app;

/** The numbers that an option or a query parameter takes, both ends included. */
record NumberRange(long min, long max) {

    /**
     * Reads a number.
     *
     * @param name of the option or parameter
     * @throws InvalidValueException when it is no number, or not in the range
     */
    long parse(String name, String text) {
        try {
            long number = Long.parseLong(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // As wrong as a number out of range, and said in the same words.
        }
        throw new InvalidValueException(name, text, "a number from " + min + " to " + max);
    }
}
