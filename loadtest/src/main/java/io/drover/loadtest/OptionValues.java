/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads the values of options; what is wrong with one is said in the same words for all commands. */
final class OptionValues {
    private OptionValues() {}

    static long number(String name, String text, long min, long max) {
        try {
            long number = Long.parseLong(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // As wrong as a number out of range, and said in the same words.
        }
        throw new InvalidOptionException(name, text, "a number from " + min + " to " + max);
    }

    static Duration time(String name, String text) {
        return Times.parse(text)
                .orElseThrow(() -> new InvalidOptionException(name, text, "a time such as 3s, 500ms or 1m"));
    }

    /** Returns the jar that was given, or that of this working copy. */
    static Path jar(String name, @Nullable Path given, String builtHere) {
        Path jar = given == null ? Home.find().resolve(builtHere) : given;
        if (!Files.isRegularFile(jar)) {
            throw new InvalidOptionException(name, jar.toString(), "a jar; mvn -DskipTests package builds it");
        }
        return jar.toAbsolutePath();
    }
}
