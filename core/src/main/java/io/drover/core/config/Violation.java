/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.config;

/**
 * One thing wrong with the configuration.
 *
 * @param name of the setting
 * @param value as it was given
 * @param expected what would be right, in words
 */
public record Violation(String name, String value, String expected) {
    @Override
    public String toString() {
        return name + ": " + value + " (expected: " + expected + ")";
    }
}
