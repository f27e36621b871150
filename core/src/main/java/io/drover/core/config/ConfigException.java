/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.config;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration can't be used. Has all that is wrong with it, not only the first. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Violation> violations;

    public ConfigException(List<Violation> violations) {
        super(violations.stream().map(Violation::toString).collect(Collectors.joining("\n")));
        this.violations = List.copyOf(violations);
    }

    public ConfigException(Violation violation) {
        this(List.of(violation));
    }

    /** Returns all violations, at least one. */
    public List<Violation> violations() {
        return violations;
    }
}
