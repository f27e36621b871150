/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as people write them: 500ms, 3s, 1m. */
final class Times {
    // Six digits: nobody waits for more, and no unit makes them overflow.
    private static final Pattern TIME = Pattern.compile("(\\d{1,6})(ms|s|m)");

    private Times() {}

    /** Returns nothing when it is none, or zero. */
    static Optional<Duration> parse(String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        Duration time =
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(number);
                    case "s" -> Duration.ofSeconds(number);
                    default -> Duration.ofMinutes(number);
                };
        return time.isZero() ? Optional.empty() : Optional.of(time);
    }
}
