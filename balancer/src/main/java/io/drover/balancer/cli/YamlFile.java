/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
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

    /** Of two values for one key, the first would be lost without a word. */
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

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
        file.read();
        if (!file.violations.isEmpty()) {
            throw new ConfigException(file.violations);
        }
        return file;
    }

    private void read() {
        try (JsonParser yaml = YAML.createParser(path.toFile())) {
            JsonToken root = yaml.nextToken();
            if (root == JsonToken.START_OBJECT) {
                take(yaml);
            } else if (root != null && root != JsonToken.VALUE_NULL) {
                throw new ConfigException(new Violation(
                        Setting.CONFIG.key(), path.toString(), "YAML with one option a line, as in workers: 4"));
            }
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

    private void take(JsonParser yaml) throws IOException {
        for (String key = yaml.nextFieldName(); key != null; key = yaml.nextFieldName()) {
            boolean isList = yaml.nextToken() == JsonToken.START_ARRAY;
            List<String> texts = texts(key, yaml);
            if (key.equals(APP_ARGUMENTS)) {
                appArguments.addAll(texts);
                continue;
            }
            Setting setting = Setting.ofKey(key);
            if (setting == null || setting == Setting.CONFIG) {
                violations.add(new Violation(key, "in " + path, "an option that --help lists, or " + APP_ARGUMENTS));
                continue;
            }
            if (isList && setting.arity() != Setting.Arity.MANY) {
                violations.add(new Violation(key, "a list in " + path, "one value"));
                continue;
            }
            texts.forEach(value -> settings.add(setting, value));
        }
    }

    /** Takes the value, or the list of values, that the parser stands on. */
    private List<String> texts(String key, JsonParser yaml) throws IOException {
        List<String> texts = new ArrayList<>();
        if (yaml.currentToken() != JsonToken.START_ARRAY) {
            addText(key, yaml, texts);
            return texts;
        }
        while (yaml.nextToken() != JsonToken.END_ARRAY) {
            addText(key, yaml, texts);
        }
        return texts;
    }

    /** Adds a value as it is written: as a number, the version 1.10 would be 1.1 and 007 be 7. */
    private void addText(String key, JsonParser yaml, List<String> texts) throws IOException {
        if (yaml.currentToken().isScalarValue() && yaml.currentToken() != JsonToken.VALUE_NULL) {
            texts.add(yaml.getText());
        } else {
            violations.add(new Violation(key, yaml.readValueAsTree() + " in " + path, "a value or a list of values"));
        }
    }

    SettingSource settings() {
        return settings;
    }

    List<String> appArguments() {
        return appArguments;
    }
}
