/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.undertest;

import io.drover.core.config.Forward;
import io.drover.core.config.Setting;
import io.drover.core.scheduling.SchedulingPolicies;
import java.util.List;
import java.util.stream.Stream;

/** What the balancer can be told to do, by its own words: what is added there is compared without a change here. */
public final class BalancerModes {
    private BalancerModes() {}

    /** Returns the policies that choose a worker, the default first. */
    public static List<String> policies() {
        return Stream.concat(Stream.ofNullable(Setting.POLICY.defaultValue()), SchedulingPolicies.names().stream())
                .distinct()
                .toList();
    }

    /** Returns how a connection can get to its worker, the default first. */
    public static List<String> forwards() {
        return Stream.concat(
                        Stream.ofNullable(Setting.FORWARD.defaultValue()),
                        Stream.of(Forward.values()).map(Forward::key))
                .distinct()
                .toList();
    }

    /** Returns the forward mode where none is chosen. */
    public static String defaultForward() {
        return forwards().get(0);
    }

    /** Returns the policy where none is chosen. */
    public static String defaultPolicy() {
        return policies().get(0);
    }
}
