/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.harness;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/**
 * Starts clusters for tests, shows what they did when a test fails, ends them, and checks that nothing is left of them.
 *
 * <pre>{@code
 * @RegisterExtension
 * final ClusterHarness harness = ClusterHarness.perTest();
 *
 * Cluster cluster = harness.cluster(TestApps.jar()).workers(2).app("--listen=0").startReady();
 * }</pre>
 *
 * <p>Threading: confined to the test's thread.
 */
public final class ClusterHarness
        implements AfterEachCallback,
                AfterAllCallback,
                TestExecutionExceptionHandler,
                LifecycleMethodExecutionExceptionHandler {
    private final boolean shared;
    private final List<Cluster> clusters = new ArrayList<>();
    private final List<ClusterFolder> folders = new ArrayList<>();

    private ClusterHarness(boolean shared) {
        this.shared = shared;
    }

    /** Returns a harness whose clusters end with the test that started them. */
    public static ClusterHarness perTest() {
        return new ClusterHarness(false);
    }

    /** Returns a harness, for a static field, whose clusters end with the last test of the class. */
    public static ClusterHarness perClass() {
        return new ClusterHarness(true);
    }

    /** Begins the command line of a cluster without a {@code --backend}. */
    public ClusterBuilder command() {
        return new ClusterBuilder(this);
    }

    /** Begins the command line of a cluster of the given application. */
    public ClusterBuilder cluster(Path backend) {
        return command().option("backend", backend.toString());
    }

    /** Makes a folder that is removed when the clusters end. */
    public ClusterFolder newFolder() {
        return newFolder("dit");
    }

    /** Makes a folder whose name begins with the given text; it is removed when the clusters end. */
    public ClusterFolder newFolder(String prefix) {
        ClusterFolder folder = ClusterFolder.create(prefix);
        folders.add(folder);
        return folder;
    }

    void add(Cluster cluster) {
        clusters.add(cluster);
    }

    /** Ends all clusters now, as the end of the test does. */
    public void endAll() {
        List<Cluster> ending = List.copyOf(clusters);
        clusters.clear();
        List<AssertionError> failures = new ArrayList<>();
        for (Cluster cluster : ending) {
            try {
                cluster.end();
            } catch (AssertionError e) {
                failures.add(e);
            }
        }
        folders.forEach(ClusterFolder::remove);
        folders.clear();
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (!shared) {
            endAll();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        endAll();
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        showAndThrow(context.getDisplayName(), failure);
    }

    @Override
    public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        showAndThrow(context.getDisplayName(), failure);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        showAndThrow(context.getDisplayName(), failure);
    }

    private void showAndThrow(String test, Throwable failure) throws Throwable {
        // An assumption that does not hold is no failure.
        if (!(failure instanceof TestAbortedException)) {
            clusters.forEach(cluster -> Diagnosis.show(test, cluster));
        }
        throw failure;
    }
}
