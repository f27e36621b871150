/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what serves the connections, and how they get there. */
final class BackendReader {
    private final SettingReader settings;

    BackendReader(SettingReader settings) {
        this.settings = settings;
    }

    /** Returns the one of the three kinds that was given. */
    Backend backend() {
        String jar = settings.one(Setting.BACKEND);
        String command = settings.one(Setting.EXEC);
        List<String> upstreams = settings.all(Setting.UPSTREAM);
        int kinds = (jar == null ? 0 : 1) + (command == null ? 0 : 1) + (upstreams.isEmpty() ? 0 : 1);
        if (kinds > 1) {
            settings.refuse(
                    jar == null ? Setting.EXEC : Setting.BACKEND,
                    String.valueOf(jar == null ? command : jar),
                    "only one of --backend, --exec and --upstream");
        }
        if (command != null) {
            return command(command);
        }
        return upstreams.isEmpty() ? jar(jar) : upstreams(upstreams);
    }

    private Backend jar(@Nullable String value) {
        if (value == null) {
            settings.refuse(Setting.BACKEND, "not given", "the application's jar, as in --backend=app.jar");
            return new Backend.Jar(Path.of(""));
        }
        Path path = settings.path(Setting.BACKEND, value);
        if (path == null) {
            return new Backend.Jar(Path.of(""));
        }
        String expected = BackendJar.expectedInstead(path);
        if (expected != null) {
            settings.refuse(Setting.BACKEND, value, expected);
        }
        // Not normalized: where x is a link, x/../app.jar is another file than app.jar.
        return new Backend.Jar(path.toAbsolutePath());
    }

    private Backend command(String line) {
        if (line.isBlank()) {
            settings.refuse(Setting.EXEC, line, "a command, as in --exec='node server.js'");
        }
        return new Backend.Command(line);
    }

    private Backend upstreams(List<String> values) {
        List<Upstream> upstreams = new ArrayList<>();
        for (String value : values) {
            Upstream upstream = Upstream.parse(value);
            if (upstream == null) {
                settings.refuse(Setting.UPSTREAM, value, Upstream.EXPECTED);
            } else {
                upstreams.add(upstream);
            }
        }
        return new Backend.Upstreams(upstreams);
    }

    /** Returns how connections get to the backend: relayed where nobody there could receive a descriptor. */
    Forward forward(Backend backend) {
        boolean canReceive = backend instanceof Backend.Jar;
        String value = settings.text(Setting.FORWARD);
        if (!canReceive && (!settings.isSet(Setting.FORWARD) || value.equals(Forward.SPLICE.key()))) {
            return Forward.SPLICE;
        }
        for (Forward forward : Forward.values()) {
            if (forward.key().equals(value) && canReceive) {
                return forward;
            }
        }
        settings.refuse(
                Setting.FORWARD,
                value,
                canReceive ? "handoff or splice" : "splice, as only a Java application can receive descriptors");
        return Forward.HANDOFF;
    }
}
