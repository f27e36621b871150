/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.drover.core.config.ConfigException;
import io.drover.core.config.Setting;
import io.drover.core.config.SettingSource;
import io.drover.core.config.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The file that {@code --config} names: options without their dashes, and {@code app-arguments}.
 *
 * <pre>
 *   backend: app.jar
 *   workers: 4
 *   jvm-arg: [-Xmx512m, -XX:+UseZGC]
 *   app-arguments: [--port=9000]
 * </pre>
 */
final class YamlFile {
    private static final String APP_ARGUMENTS = "app-arguments";

    private final Path path;
    private final SettingSource settings;
    private final List<String> appArguments = new ArrayList<>();
    private final List<Violation> violations = new ArrayList<>();

    private YamlFile(Path path) {
        this.path = path;
        this.settings = new SettingSource(path.toString());
    }

    /**
     * Reads a file.
     *
     * @throws ConfigException when it can't be read, is no YAML, or has keys that no setting has
     */
    static YamlFile read(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new ConfigException(new Violation(Setting.CONFIG.key(), path.toString(), "an existing YAML file"));
        }
        YamlFile file = new YamlFile(path);
        file.take(file.parse());
        if (!file.violations.isEmpty()) {
            throw new ConfigException(file.violations);
        }
        return file;
    }

    private JsonNode parse() {
        try {
            JsonNode root = new YAMLMapper().readTree(path.toFile());
            if (root != null && (root.isObject() || root.isMissingNode() || root.isNull())) {
                return root;
            }
            throw new ConfigException(new Violation(
                    Setting.CONFIG.key(), path.toString(), "YAML with one option a line, as in workers: 4"));
        } catch (JsonProcessingException e) {
            String where =
                    e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
            throw new ConfigException(new Violation(
                    Setting.CONFIG.key(),
                    path.toString(),
                    "a YAML file; this is none: "
                            + e.getOriginalMessage().lines().findFirst().orElse("") + where));
        } catch (IOException e) {
            throw new ConfigException(
                    new Violation(Setting.CONFIG.key(), path.toString(), "a file that can be read: " + e.getMessage()));
        }
    }

    private void take(JsonNode root) {
        for (Map.Entry<String, JsonNode> entry : root.properties()) {
            String key = entry.getKey();
            if (key.equals(APP_ARGUMENTS)) {
                appArguments.addAll(texts(key, entry.getValue()));
                continue;
            }
            Setting setting = Setting.ofKey(key);
            if (setting == null || setting == Setting.CONFIG) {
                violations.add(new Violation(key, "in " + path, "an option that --help lists, or " + APP_ARGUMENTS));
                continue;
            }
            if (entry.getValue().isArray() && setting.arity() != Setting.Arity.MANY) {
                violations.add(new Violation(key, "a list in " + path, "one value"));
                continue;
            }
            texts(key, entry.getValue()).forEach(value -> settings.add(setting, value));
        }
    }

    private List<String> texts(String key, JsonNode node) {
        List<String> texts = new ArrayList<>();
        for (JsonNode one : node.isArray() ? node : List.of(node)) {
            if (one.isValueNode() && !one.isNull()) {
                texts.add(one.asText());
            } else {
                violations.add(new Violation(key, one.toString() + " in " + path, "a value or a list of values"));
            }
        }
        return texts;
    }

    SettingSource settings() {
        return settings;
    }

    List<String> appArguments() {
        return appArguments;
    }
}
