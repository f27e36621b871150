/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.config;

import io.drover.core.scheduling.SchedulingPolicies;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes one checked configuration of all layers of settings. */
public final class ConfigLoader {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,40}");
    private static final Pattern NOT_OF_A_NAME = Pattern.compile("[^A-Za-z0-9._-]");
    private static final int LONGEST_NAME = 40;

    /** A JVM that has just started has more than half of that. */
    private static final long SMALLEST_MAX_MEMORY = 64L << 20;

    /** An absolute path and a query of a request target, RFC 9112 section 3.2.1. */
    private static final Pattern PROBE = Pattern.compile("/[!-~]{0,1000}");

    /** Less would mistake a busy machine for a worker that stands still. */
    private static final Duration SHORTEST_INTAKE_TIMEOUT = Duration.ofMillis(200);

    /** An IPv6 address stands in brackets, since nobody can tell where it ends in ::1:8080. */
    private static final Pattern ADDRESS =
            Pattern.compile("((\\[(?<ipv6>[^\\[\\]]+)\\]|(?<host>[^:\\[\\]]*)):)?(?<port>[0-9]{1,5})");

    private final SettingReader settings;
    private final List<String> appArguments;
    private final MachineResources machine;

    /**
     * Loads from the given layers.
     *
     * @param sources strongest first: flags, environment, file
     * @param appArguments handed to the application as they are
     * @param machine what {@code auto}, {@code max} and {@code -N} workers count from
     */
    public ConfigLoader(List<SettingSource> sources, List<String> appArguments, MachineResources machine) {
        this.settings = new SettingReader(sources);
        this.appArguments = appArguments;
        this.machine = machine;
    }

    /** Returns the configuration file that flags or environment name, or null. */
    public static @Nullable String configFile(List<SettingSource> sources) {
        return new SettingReader(sources).one(Setting.CONFIG);
    }

    /**
     * Checks everything and returns the configuration.
     *
     * @throws ConfigException with all violations
     */
    public ClusterConfig load() {
        BackendReader reader = new BackendReader(settings);
        Backend backend = reader.backend();
        String name = name(backend);
        List<String> jvmArguments = jvmArguments();
        List<Path> policyPath = policyPath();
        int workers = workers(jvmArguments);
        String policy = policy(policyPath);
        Forward forward = reader.forward(backend);
        requireChoice(policy, forward);
        ClusterConfig config = new ClusterConfig(
                name,
                settings.one(Setting.NAME) == null,
                backend,
                workers,
                policy,
                policyPath,
                forward,
                autoOrOff(Setting.IO_URING),
                listen(backend),
                new RelayReader(settings, machine, forward).relay(),
                new ClusterConfig.Queueing(
                        settings.duration(Setting.QUEUE_TIMEOUT, Duration.ZERO),
                        settings.duration(Setting.SLOW_START, Duration.ZERO),
                        rebalance(policy, forward)),
                life(),
                recycling(),
                reload(),
                logDirectory(),
                new ClusterConfig.Jvm(
                        java(),
                        jvmArguments,
                        environment(),
                        appArguments,
                        agent(),
                        debugPort(workers),
                        autoOrOff(Setting.CLASS_DATA),
                        flightRecording(backend)));
        if (!settings.violations().isEmpty()) {
            throw new ConfigException(settings.violations());
        }
        return config;
    }

    private String name(Backend backend) {
        String value = settings.one(Setting.NAME);
        if (value != null) {
            if (!NAME.matcher(value).matches()) {
                settings.refuse(Setting.NAME, value, "1 to 40 letters, digits, '.', '_' or '-'");
            }
            return value;
        }
        String clean = NOT_OF_A_NAME
                .matcher(backend.label().replaceFirst("\\.jar$", ""))
                .replaceAll("-");
        return clean.isEmpty() ? "app" : clean.substring(0, Math.min(clean.length(), LONGEST_NAME));
    }

    private int workers(List<String> jvmArguments) {
        String value = settings.text(Setting.WORKERS);
        WorkerCount wanted = workerCount(value);
        int count = wanted == null
                ? 0
                : wanted.on(machine, WorkerMemory.expectedBytes(jvmArguments, machine.memoryBytes()));
        if (count < 1 || count > WorkerCount.MAX) {
            settings.refuse(
                    Setting.WORKERS,
                    value,
                    "auto, max, a number from 1 to " + WorkerCount.MAX + ", or -N that leaves at least one of "
                            + machine.cores() + (machine.cores() == 1 ? " core" : " cores"));
            return 1;
        }
        return count;
    }

    private static @Nullable WorkerCount workerCount(String value) {
        if (value.equals("auto")) {
            return new WorkerCount.Auto();
        }
        if (value.equals("max")) {
            return new WorkerCount.EveryCore();
        }
        if (!value.matches("-?[0-9]{1,6}")) {
            return null;
        }
        int number = Integer.parseInt(value);
        return value.startsWith("-") ? new WorkerCount.CoresExcept(-number) : new WorkerCount.Exactly(number);
    }

    private List<Path> policyPath() {
        List<Path> paths = new ArrayList<>();
        for (String value : settings.all(Setting.POLICY_PATH)) {
            Path path = settings.path(Setting.POLICY_PATH, value);
            if (path == null) {
                continue;
            }
            if (!Files.exists(path)) {
                settings.refuse(Setting.POLICY_PATH, value, "an existing jar or folder");
            }
            paths.add(path.toAbsolutePath());
        }
        return paths;
    }

    private String policy(List<Path> policyPath) {
        String value = settings.text(Setting.POLICY);
        if (value.equals(SchedulingPolicies.NONE)) {
            return value;
        }
        try {
            SchedulingPolicies.byName(value, policyLoader(policyPath));
        } catch (IllegalArgumentException e) {
            settings.refuse(
                    Setting.POLICY,
                    value,
                    "round-robin, least-connections, ip-hash, random-two, none, or the full name of a class that"
                            + " implements SchedulingPolicy; " + e.getMessage());
        }
        return value;
    }

    /** Who relays a connection has to know where to. */
    private void requireChoice(String policy, Forward forward) {
        if (policy.equals(SchedulingPolicies.NONE) && forward == Forward.SPLICE) {
            settings.refuse(
                    Setting.POLICY,
                    policy,
                    "another with --forward=splice, --exec and --upstream: the primary has to choose");
        }
    }

    /**
     * Returns the loader in which a policy class is looked for.
     *
     * @param policyPath jars and folders beside the primary's own class path
     */
    public static ClassLoader policyLoader(List<Path> policyPath) {
        ClassLoader own = ConfigLoader.class.getClassLoader();
        if (policyPath.isEmpty()) {
            return own;
        }
        URL[] urls = new URL[policyPath.size()];
        for (int i = 0; i < urls.length; i++) {
            try {
                urls[i] = policyPath.get(i).toUri().toURL();
            } catch (MalformedURLException e) {
                throw new IllegalArgumentException(policyPath.get(i) + " has no URL", e);
            }
        }
        return new URLClassLoader(urls, own);
    }

    private List<ListenAddress> listen(Backend backend) {
        List<ListenAddress> addresses = new ArrayList<>();
        if (!(backend instanceof Backend.Jar) && settings.all(Setting.LISTEN).isEmpty()) {
            settings.refuse(Setting.LISTEN, "not given", "[HOST:]PORT on which clients connect, as in --listen=8080");
        }
        for (String value : settings.all(Setting.LISTEN)) {
            Matcher address = ADDRESS.matcher(value);
            int port = address.matches() ? Integer.parseInt(address.group("port")) : 0;
            if (port < 1 || port > 65_535) {
                settings.refuse(Setting.LISTEN, value, "[HOST:]PORT with a port from 1 to 65535");
                continue;
            }
            String host = address.group("ipv6") != null ? address.group("ipv6") : address.group("host");
            addresses.add(new ListenAddress(host == null ? "" : host, port));
        }
        return addresses;
    }

    private boolean rebalance(String policy, Forward forward) {
        boolean wanted = settings.flag(Setting.REBALANCE);
        if (wanted && (policy.equals(SchedulingPolicies.NONE) || policy.equals(SchedulingPolicies.IP_HASH))) {
            settings.refuse(Setting.REBALANCE, "true", "another policy than " + policy + ", which moves no connection");
        }
        if (wanted && forward != Forward.HANDOFF) {
            settings.refuse(Setting.REBALANCE, "true", "--forward=handoff: a relayed connection can't be moved");
        }
        return wanted;
    }

    private ClusterConfig.Life life() {
        return new ClusterConfig.Life(
                settings.flag(Setting.WAIT_READY),
                settings.duration(Setting.READY_TIMEOUT, Duration.ofMillis(1)),
                settings.duration(Setting.DRAIN_TIMEOUT, Duration.ZERO),
                settings.duration(Setting.INTAKE_TIMEOUT, SHORTEST_INTAKE_TIMEOUT),
                settings.duration(Setting.HEARTBEAT_TIMEOUT, Duration.ofSeconds(1)),
                settings.number(Setting.MAX_RESTARTS, 0, 1_000_000),
                settings.duration(Setting.RESTART_WINDOW, Duration.ofMillis(1)),
                settings.flag(Setting.KEEP_LISTENING));
    }

    private ClusterConfig.Recycling recycling() {
        String value = settings.one(Setting.MAX_MEMORY);
        long bytes = value == null ? Long.MAX_VALUE : WorkerMemory.sizeBytes(value);
        if (bytes < SMALLEST_MAX_MEMORY) {
            settings.refuse(Setting.MAX_MEMORY, String.valueOf(value), "a size such as 800m or 2g, at least 64m");
        }
        return new ClusterConfig.Recycling(
                bytes,
                settings.duration(Setting.MAX_AGE, Duration.ZERO),
                settings.number(Setting.MAX_REQUESTS, 0, Integer.MAX_VALUE));
    }

    private ClusterConfig.Reload reload() {
        String probe = settings.one(Setting.PROBE);
        if (probe != null && !PROBE.matcher(probe).matches()) {
            settings.refuse(Setting.PROBE, probe, "a path that begins with '/', such as /health");
        } else if (probe != null && settings.text(Setting.POLICY).equals(SchedulingPolicies.NONE)) {
            settings.refuse(
                    Setting.PROBE,
                    probe,
                    "another policy than none, with which no connection can be handed to a worker");
        }
        return new ClusterConfig.Reload(probe, settings.duration(Setting.CANARY_WINDOW, Duration.ZERO));
    }

    private Path logDirectory() {
        String value = settings.one(Setting.LOG_DIR);
        Path path = value == null ? null : settings.path(Setting.LOG_DIR, value);
        if (value == null || path == null) {
            return Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
        }
        if (!Files.isDirectory(path) || !Files.isWritable(path)) {
            settings.refuse(Setting.LOG_DIR, value, "an existing folder that can be written to");
        }
        return path.toAbsolutePath();
    }

    private Path java() {
        String value = settings.one(Setting.JAVA);
        Path path = value == null ? null : settings.path(Setting.JAVA, value);
        if (value == null || path == null) {
            return Path.of(System.getProperty("java.home"), "bin", "java");
        }
        Path java = Files.isDirectory(path) ? path.resolve("bin").resolve("java") : path;
        if (!Files.isRegularFile(java) || !Files.isExecutable(java)) {
            settings.refuse(Setting.JAVA, value, "a java command or the home of a JDK");
        }
        return java.toAbsolutePath();
    }

    /** What follows an option may be its value; but at first, java(1) would take it for the name of the main class. */
    private List<String> jvmArguments() {
        List<String> arguments = settings.all(Setting.JVM_ARG);
        if (!arguments.isEmpty() && !arguments.get(0).matches("(?s)[-@].+")) {
            settings.refuse(Setting.JVM_ARG, arguments.get(0), "an option of java, such as -Xmx512m");
        }
        return arguments;
    }

    private AgentMode agent() {
        String value = settings.text(Setting.AGENT);
        AgentMode mode = AgentMode.ofKey(value);
        if (mode == null) {
            settings.refuse(Setting.AGENT, value, "auto, on or off");
            return AgentMode.AUTO;
        }
        return mode;
    }

    private boolean autoOrOff(Setting setting) {
        String value = settings.text(setting);
        if (!value.equals("auto") && !value.equals("off")) {
            settings.refuse(setting, value, "auto or off");
        }
        return value.equals("auto");
    }

    private boolean flightRecording(Backend backend) {
        boolean wanted = settings.flag(Setting.FLIGHT_RECORDING);
        if (wanted && !(backend instanceof Backend.Jar)) {
            settings.refuse(Setting.FLIGHT_RECORDING, "true", "--backend, as only a JVM has one");
        }
        return wanted;
    }

    private int debugPort(int workers) {
        // A reload needs as many ports again.
        int highest = 65_536 - 2 * workers;
        return settings.one(Setting.DEBUG_PORT) == null ? 0 : settings.number(Setting.DEBUG_PORT, 1, highest);
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        for (String value : settings.all(Setting.ENV)) {
            int equals = value.indexOf('=');
            if (equals < 1) {
                settings.refuse(Setting.ENV, value, "KEY=VALUE");
            } else {
                environment.put(value.substring(0, equals), value.substring(equals + 1));
            }
        }
        return environment;
    }
}
