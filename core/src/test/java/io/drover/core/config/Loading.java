/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a test gives the {@link ConfigLoader}: a good jar to begin with, and then what the test is about. */
final class Loading {
    private final SettingSource flags = new SettingSource("");
    private final SettingSource file = new SettingSource("/etc/drover.yaml");
    private final Map<String, String> environment = new HashMap<>();
    private List<String> appArguments = List.of();
    private MachineResources machine = new MachineResources(4, 16L << 30);

    /** Begins with nothing at all. */
    static Loading nothing() {
        return new Loading();
    }

    /** Begins with a jar {@code app.jar} in the folder as the backend. */
    static Loading backendIn(Path folder) throws IOException {
        return backend(FakeJars.runnable(folder.resolve("app.jar")));
    }

    /** Begins with the given backend. */
    static Loading backend(Path jar) {
        return nothing().flag(Setting.BACKEND, jar.toString());
    }

    Loading flag(Setting setting, String... values) {
        for (String value : values) {
            flags.add(setting, value);
        }
        return this;
    }

    Loading variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Loading inFile(Setting setting, String... values) {
        for (String value : values) {
            file.add(setting, value);
        }
        return this;
    }

    Loading appArguments(String... arguments) {
        appArguments = List.of(arguments);
        return this;
    }

    Loading on(int cores, long memoryBytes) {
        machine = new MachineResources(cores, memoryBytes);
        return this;
    }

    ClusterConfig load() {
        List<SettingSource> sources = List.of(flags, SettingSource.ofEnvironment(environment), file);
        return new ConfigLoader(sources, appArguments, machine).load();
    }

    /** Returns what is wrong, in the words the user sees, one line for each; fails where nothing is. */
    List<String> violations() {
        ConfigException thrown = catchThrowableOfType(ConfigException.class, this::load);
        if (thrown == null) {
            throw new AssertionError("nothing was refused");
        }
        return thrown.violations().stream().map(Violation::toString).toList();
    }
}
