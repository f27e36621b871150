/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The command line of a cluster, and the surroundings it is started in.
 *
 * <p>Unless {@link #plain} says otherwise, primary and workers run with a small JVM that starts fast, and with Netty's
 * leak detection at its strictest.
 */
public final class ClusterBuilder {
    private static final String JAVA_HOME = System.getProperty("drover.it.java.home", System.getProperty("java.home"));

    private static final List<String> FAST_JVM = List.of(
            "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m", "-Dio.netty.leakDetection.level=paranoid");

    private final ClusterHarness harness;
    private final List<String> launcher = new ArrayList<>();
    private final List<String> primaryJvm = new ArrayList<>();
    private final List<String> options = new ArrayList<>();
    private final List<String> appArguments = new ArrayList<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private @Nullable ClusterFolder folder;
    private Path jar = balancerJar();
    private boolean plain;
    private boolean outputRead = true;

    ClusterBuilder(ClusterHarness harness) {
        this.harness = harness;
    }

    /** Returns the balancer.jar under test. */
    public static Path balancerJar() {
        return Path.of(System.getProperty("drover.balancer.jar", "target/balancer.jar"));
    }

    /** Returns the home of the JDK that primary and workers run on. */
    public static String javaHome() {
        return JAVA_HOME;
    }

    /** Sets {@code --workers}. */
    public ClusterBuilder workers(int count) {
        return option("workers", Integer.toString(count));
    }

    /** Adds {@code --name=value}. */
    public ClusterBuilder option(String name, String value) {
        return argument("--" + name + "=" + value);
    }

    /** Adds arguments as they are. */
    public ClusterBuilder argument(String... arguments) {
        options.addAll(List.of(arguments));
        return this;
    }

    /** Adds arguments of the application. */
    public ClusterBuilder app(String... arguments) {
        appArguments.addAll(List.of(arguments));
        return this;
    }

    /** Adds arguments of the primary's own JVM. */
    public ClusterBuilder primaryJvm(String... arguments) {
        primaryJvm.addAll(List.of(arguments));
        return this;
    }

    /** Sets a variable of the primary's environment. */
    public ClusterBuilder environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Runs primary and workers as a user would who gives no JVM arguments at all. */
    public ClusterBuilder plain() {
        plain = true;
        return this;
    }

    /** Shares the run directory's place, and all else that is private, with another cluster. */
    public ClusterBuilder beside(Cluster other) {
        folder = other.folder();
        return this;
    }

    /** Uses a folder of {@link ClusterHarness#newFolder()}. */
    public ClusterBuilder in(ClusterFolder made) {
        folder = made;
        return this;
    }

    /** Lets workers put their temporary files into the cluster's folder: some applications leave them, alone as well. */
    public ClusterBuilder temporaryFilesInFolder() {
        ClusterFolder place = folder == null ? harness.newFolder() : folder;
        return in(place).option("jvm-arg", "-Djava.io.tmpdir=" + place.path());
    }

    /** Runs another jar in place of balancer.jar: a copy of it, or an application alone. */
    public ClusterBuilder jar(Path other) {
        jar = other;
        return this;
    }

    /** Has a program start the primary, and become it: {@code setsid}, {@code setpriv …}. */
    public ClusterBuilder through(String... program) {
        launcher.addAll(List.of(program));
        return this;
    }

    /** Leaves what the cluster prints in the pipe, as a terminal does that stands still. */
    public ClusterBuilder withUnreadOutput() {
        outputRead = false;
        return this;
    }

    /** Starts the cluster. */
    public Cluster start() {
        ClusterFolder place = folder == null ? harness.newFolder() : folder;
        ProcessBuilder builder = new ProcessBuilder(command());
        // The variables of whoever runs the tests must not configure the cluster.
        builder.environment().keySet().removeIf(name -> name.startsWith("DROVER_") || name.startsWith("JAVA_"));
        builder.environment().put("XDG_RUNTIME_DIR", place.path().toString());
        builder.environment().put("XDG_CACHE_HOME", place.file("cache").toString());
        builder.environment().putAll(environment);
        Marker marker = Marker.on(builder);
        try {
            Cluster cluster = new Cluster(builder.start(), marker, place, outputRead);
            harness.add(cluster);
            return cluster;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the cluster and waits until all its workers are ready. */
    public Cluster startReady() {
        Cluster cluster = start();
        cluster.awaitReady();
        return cluster;
    }

    /** Starts what is not to become a cluster, and returns when it has ended. */
    public Cluster startAndAwaitExit() {
        Cluster cluster = start();
        cluster.awaitExit();
        return cluster;
    }

    /** Returns the whole command. */
    public List<String> command() {
        List<String> command = new ArrayList<>(DefaultSignals.launcher());
        command.addAll(launcher);
        command.addAll(java());
        command.addAll(primaryJvm);
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(options);
        command.addAll(plain ? List.of() : jvmArguments(FAST_JVM));
        if (!appArguments.isEmpty()) {
            command.add("--");
            command.addAll(appArguments);
        }
        return command;
    }

    private List<String> java() {
        List<String> java =
                new ArrayList<>(List.of(Path.of(JAVA_HOME, "bin", "java").toString()));
        if (!plain) {
            java.addAll(FAST_JVM);
            java.addAll(jar.equals(balancerJar()) ? PrimaryClassData.arguments(java, jar) : List.of());
        }
        return java;
    }

    private static Collection<String> jvmArguments(List<String> arguments) {
        return arguments.stream().map(argument -> "--jvm-arg=" + argument).toList();
    }
}
