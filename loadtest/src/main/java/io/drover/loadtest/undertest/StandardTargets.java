/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.undertest;

import java.util.ArrayList;
import java.util.List;

/** The targets of the standard comparison. */
public final class StandardTargets {
    private static final String NO_POLICY = "none";

    private final int workers;
    private final boolean all;
    private final ClusterTarget cluster;

    /**
     * Chooses them.
     *
     * @param workers of each cluster, event loops of the large process, threads of each proxy
     * @param all whether those take part too that answer no question of their own
     */
    public StandardTargets(int workers, boolean all) {
        this.workers = workers;
        this.all = all;
        this.cluster =
                new ClusterTarget("cluster", workers, BalancerModes.defaultPolicy(), BalancerModes.defaultForward());
    }

    /** Returns the cluster as it is where nothing is chosen. */
    public ClusterTarget cluster() {
        return cluster;
    }

    /** Returns the best that so many workers can do: nothing between the kernel and them. */
    public ClusterTarget direct() {
        return new ClusterTarget("direct", workers, NO_POLICY, BalancerModes.defaultForward());
    }

    /** Returns the application with a single event loop. */
    public ProcessTarget process() {
        return new ProcessTarget("process, 1 loop", 1);
    }

    /** Returns what one would do in a JVM without a cluster. */
    public ProcessTarget largeProcess() {
        return new ProcessTarget("process, " + workers + " loops", workers);
    }

    /** Returns HAProxy in front of the same workers. */
    public ProxyTarget haproxy() {
        return new ProxyTarget(ProxySoftware.HAPROXY, workers);
    }

    /** Returns Node's cluster. */
    public NodeTarget nodeCluster() {
        return new NodeTarget("node cluster", workers);
    }

    /** Returns those that serve the plain page. */
    public List<Target> plaintext() {
        List<Target> targets = new ArrayList<>(List.of(cluster));
        targets.addAll(otherForwards());
        targets.addAll(List.of(direct(), process(), largeProcess(), haproxy()));
        if (all) {
            targets.add(new ProxyTarget(ProxySoftware.NGINX, workers));
        }
        targets.add(nodeCluster());
        if (all) {
            targets.add(new NodeTarget("node", 1));
        }
        return targets;
    }

    /** Returns those that serve the pages of the sample application. */
    public List<Target> application() {
        List<Target> targets = new ArrayList<>(List.of(cluster));
        if (all) {
            targets.addAll(otherForwards());
            targets.add(new ClusterTarget("cluster of 1", 1, cluster.policy(), cluster.forward()));
            targets.add(direct());
        }
        targets.addAll(List.of(process(), largeProcess()));
        if (all) {
            targets.add(haproxy());
        }
        return targets;
    }

    private List<Target> otherForwards() {
        List<Target> targets = new ArrayList<>();
        for (String forward : BalancerModes.forwards()) {
            if (!forward.equals(cluster.forward())) {
                targets.add(new ClusterTarget("cluster, " + forward, workers, cluster.policy(), forward));
            }
        }
        return targets;
    }

    /** Returns a cluster for each policy and each forward mode. */
    public List<Target> policiesAndForwards() {
        List<Target> targets = new ArrayList<>();
        for (String forward : BalancerModes.forwards()) {
            for (String policy : BalancerModes.policies()) {
                String suffix = forward.equals(cluster.forward()) ? "" : ", " + forward;
                targets.add(new ClusterTarget(policy + suffix, workers, policy, forward));
            }
        }
        return targets;
    }
}
