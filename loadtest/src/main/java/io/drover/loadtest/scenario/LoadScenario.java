/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.scenario;

import io.drover.loadtest.undertest.Target;
import java.util.List;

/**
 * Puts several targets under the same load.
 *
 * <p>All of them are up at the same time and loaded in turn, again and again: what else the machine does in a minute
 * meets all of them alike, and runs of the same repetition can be compared.
 *
 * @param description of it
 * @param path the page that is asked for
 * @param connectionPerRequest whether every request has a new connection
 * @param targets in the order of a table
 * @param sourceAddresses from how many addresses of this machine connections come; 0 for the usual one
 * @param pace how fast requests are made
 */
public record LoadScenario(
        Description description,
        String path,
        boolean connectionPerRequest,
        List<Target> targets,
        int sourceAddresses,
        Pace pace)
        implements Scenario {

    /** How fast requests are made. */
    public enum Pace {
        /** A closed loop: each connection asks again when it is answered. */
        AS_ANSWERED,
        /**
         * An open loop, latency from when a request was due: half as many as the slowest of the targets can answer,
         * which a closed loop of the same length finds out before.
         */
        HALF_OF_THE_SLOWEST
    }

    private static final double START_SECONDS = 1.6;
    private static final double MS_PER_SECOND = 1e3;

    /** Copies what it is given. */
    public LoadScenario {
        targets = List.copyOf(targets);
    }

    /** Makes one whose connections come from the usual address. */
    public LoadScenario(Description description, String path, boolean connectionPerRequest, List<Target> targets) {
        this(description, path, connectionPerRequest, targets, 0, Pace.AS_ANSWERED);
    }

    @Override
    public ScenarioResult run(Session session) throws InterruptedException {
        return new Bout(this, session).run();
    }

    @Override
    public double preparationSeconds(Session.Load load) {
        return present().stream()
                .mapToDouble(target -> START_SECONDS + load.warmUpOf(target).toMillis() / MS_PER_SECOND)
                .sum();
    }

    @Override
    public int runs(Session.Load load) {
        return present().size() * (load.repetitions() + (pace == Pace.HALF_OF_THE_SLOWEST ? 1 : 0));
    }

    private List<Target> present() {
        return targets.stream()
                .filter(target -> target.missingProgram().isEmpty())
                .toList();
    }
}
