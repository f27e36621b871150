/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.config;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * The settings that one place gives: the command line, the environment or a file.
 *
 * <p>Threading: confined to the thread that loads the configuration.
 */
public final class SettingSource {
    private final String origin;
    private final Map<Setting, List<String>> values = new EnumMap<>(Setting.class);

    /**
     * Makes a source without settings.
     *
     * @param origin where they come from, for messages; empty for the command line
     */
    public SettingSource(String origin) {
        this.origin = origin;
    }

    /** Returns the source of those settings that have an environment variable ({@code DROVER_…}) that is not empty. */
    public static SettingSource ofEnvironment(Map<String, String> environment) {
        SettingSource source = new SettingSource("environment");
        for (Setting setting : Setting.values()) {
            String value = environment.get(setting.variable());
            if (value == null || value.isEmpty()) {
                continue;
            }
            if (setting.arity() == Setting.Arity.MANY) {
                // Blanks separate values, as in JDK_JAVA_OPTIONS: a comma is part of many a JVM argument.
                StringTokenizer parts = new StringTokenizer(value);
                while (parts.hasMoreTokens()) {
                    source.add(setting, parts.nextToken());
                }
            } else {
                source.add(setting, value);
            }
        }
        return source;
    }

    /** Adds a value. */
    public void add(Setting setting, String value) {
        values.computeIfAbsent(setting, key -> new ArrayList<>()).add(value);
    }

    /** Returns the values of a setting in the order given, or null when this source does not have it. */
    public @Nullable List<String> values(Setting setting) {
        return values.get(setting);
    }

    /** Returns where it comes from. */
    String origin() {
        return origin;
    }
}
