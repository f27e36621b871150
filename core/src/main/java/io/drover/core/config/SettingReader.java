/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads typed values out of the layers of settings, and collects what is wrong with them instead of stopping at the
 * first fault.
 */
final class SettingReader {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");
    private static final Duration LONGEST = Duration.ofDays(7);

    private final List<SettingSource> sources;
    private final List<Violation> violations = new ArrayList<>();

    /**
     * Reads from the given sources.
     *
     * @param sources the first that has a setting decides
     */
    SettingReader(List<SettingSource> sources) {
        this.sources = sources;
    }

    /** Returns all values of a setting, from the first source that has it; the default where none has. */
    List<String> all(Setting setting) {
        SettingSource source = sourceOf(setting);
        if (source != null) {
            List<String> values = source.values(setting);
            return values == null ? List.of() : values;
        }
        String fallback = setting.defaultValue();
        return fallback == null ? List.of() : List.of(fallback);
    }

    /** Returns the last value of a setting, or null where there is none. */
    @Nullable
    String one(Setting setting) {
        List<String> values = all(setting);
        return values.isEmpty() ? null : values.get(values.size() - 1);
    }

    /** Tells whether anybody has set it. */
    boolean isSet(Setting setting) {
        return sourceOf(setting) != null;
    }

    /** Returns the value of a setting that has a default. */
    String text(Setting setting) {
        String value = one(setting);
        return value == null ? "" : value;
    }

    boolean flag(Setting setting) {
        String value = text(setting);
        if (!value.equals("true") && !value.equals("false")) {
            refuse(setting, value, "true or false");
        }
        return value.equals("true");
    }

    Duration duration(Setting setting, Duration shortest) {
        String value = text(setting);
        Duration duration = parseDuration(value);
        if (duration == null || duration.compareTo(shortest) < 0 || duration.compareTo(LONGEST) > 0) {
            refuse(
                    setting,
                    value,
                    "a duration such as 500ms, 30s, 2m or 1h, from " + shown(shortest) + " to " + LONGEST.toHours()
                            + "h");
            return shortest;
        }
        return duration;
    }

    /** Returns the path that a value of a setting is, or null where it can't be one. */
    @Nullable
    Path path(Setting setting, String value) {
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            refuse(setting, value.replace('\0', '?'), "a path");
            return null;
        }
    }

    int number(Setting setting, int from, int to) {
        String value = text(setting);
        try {
            int number = Integer.parseInt(value);
            if (number >= from && number <= to) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused below, with what was expected.
        }
        refuse(setting, value, "a whole number from " + from + " to " + to);
        return from;
    }

    /** Notes that a value can't be used. */
    void refuse(Setting setting, String value, String expected) {
        SettingSource source = sourceOf(setting);
        String origin = source == null || source.origin().isEmpty() ? "" : ", in " + source.origin();
        violations.add(new Violation(setting.key(), value, expected + origin));
    }

    List<Violation> violations() {
        return violations;
    }

    private @Nullable SettingSource sourceOf(Setting setting) {
        for (SettingSource source : sources) {
            if (source.values(setting) != null) {
                return source;
            }
        }
        return null;
    }

    private static @Nullable Duration parseDuration(String value) {
        Matcher matcher = DURATION.matcher(value);
        if (!matcher.matches()) {
            return null;
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }

    private static String shown(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }
}
