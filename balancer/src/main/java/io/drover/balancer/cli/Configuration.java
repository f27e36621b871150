/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.cli;

import io.drover.core.config.ClusterConfig;
import io.drover.core.config.ConfigException;
import io.drover.core.config.ConfigLoader;
import io.drover.core.config.MachineResources;
import io.drover.core.config.SettingSource;
import io.drover.core.config.Violation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the layers of the configuration together: command line, environment, file. */
final class Configuration {
    private Configuration() {}

    /**
     * Loads the configuration.
     *
     * @throws ConfigException with everything that is wrong with it
     */
    static ClusterConfig load(Arguments arguments, Map<String, String> environment) {
        List<Violation> violations = new ArrayList<>(arguments.violations());
        try {
            ClusterConfig config = loadKnown(arguments, environment);
            if (violations.isEmpty()) {
                return config;
            }
        } catch (ConfigException e) {
            violations.addAll(e.violations());
        }
        throw new ConfigException(violations);
    }

    private static ClusterConfig loadKnown(Arguments arguments, Map<String, String> environment) {
        List<SettingSource> sources = new ArrayList<>();
        sources.add(arguments.settings());
        sources.add(SettingSource.ofEnvironment(environment));
        List<String> appArguments = arguments.appArguments();
        @Nullable String path = ConfigLoader.configFile(sources);
        if (path != null) {
            YamlFile file = YamlFile.read(Path.of(path));
            sources.add(file.settings());
            if (appArguments.isEmpty()) {
                appArguments = file.appArguments();
            }
        }
        return new ConfigLoader(sources, appArguments, MachineResources.detect()).load();
    }
}
