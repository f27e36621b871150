/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.cli;

import io.drover.core.config.Setting;
import io.drover.core.control.WorkerEnvironment;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Variables that look as if they set an option, and set none. They are named and not refused, as an unknown option is: what
 * the environment has may be somebody else's, the application's for one, and nobody can take it out of an image.
 */
final class UnknownVariables {
    private static final String PREFIX = "DROVER_";

    /** What Kubernetes tells every container of the services named drover or drover-…, in the form of Docker's links. */
    private static final Pattern SERVICE =
            Pattern.compile("DROVER_(\\w+_)?(SERVICE_(HOST|PORT)(_\\w+)?=.*|PORT(_\\d+_\\w+=.*|=\\w+://.*))");

    /** Behind the prefix. */
    private static final Set<String> OPTIONS = Arrays.stream(Setting.values())
            .map(setting -> setting.variable().substring(PREFIX.length()))
            .collect(Collectors.toUnmodifiableSet());

    private UnknownVariables() {}

    /** Returns a line for each. Without its value: nobody knows what it is, so it may be a secret. */
    static List<String> in(Map<String, String> environment) {
        return environment.entrySet().stream()
                .filter(variable -> isUnknown(variable.getKey(), variable.getValue()))
                .map(Map.Entry::getKey)
                .sorted()
                .map(UnknownVariables::line)
                .toList();
    }

    private static String line(String name) {
        // The prefix would make names look alike that are not.
        String meant = Suggestion.nearest(name.substring(PREFIX.length()), OPTIONS)
                .map(option -> "; did you mean " + PREFIX + option + "?")
                .orElse("");
        return "environment: " + name + ", ignored (expected: the variable of an option that --help lists" + meant
                + ")";
    }

    private static boolean isUnknown(String name, String value) {
        return name.startsWith(PREFIX)
                && !value.isEmpty()
                && !OPTIONS.contains(name.substring(PREFIX.length()))
                && !WorkerEnvironment.NAMES.contains(name)
                && !SERVICE.matcher(name + "=" + value).matches();
    }
}
