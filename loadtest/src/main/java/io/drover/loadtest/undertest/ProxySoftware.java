/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.undertest;

import io.drover.loadtest.process.Executables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The proxies that can stand in front, each with a thread or process for each server and the configuration that suits it. */
public enum ProxySoftware {
    /** HAProxy, {@code mode tcp}. */
    HAPROXY("haproxy") {
        @Override
        List<String> command(String program, Workbench bench, int port, List<Integer> backends) throws IOException {
            String servers = backends.stream()
                    .map(backend -> "    server app" + backend + " 127.0.0.1:" + backend + "\n")
                    .collect(Collectors.joining());
            Path file = bench.write("haproxy.cfg", HAPROXY_CONFIG.formatted(backends.size(), port, servers));
            return List.of(program, "-db", "-f", file.toString());
        }
    },

    /** nginx with its stream module. */
    NGINX("nginx") {
        @Override
        List<String> command(String program, Workbench bench, int port, List<Integer> backends) throws IOException {
            String servers = backends.stream()
                    .map(backend -> "        server 127.0.0.1:" + backend + ";\n")
                    .collect(Collectors.joining());
            String modules =
                    streamModule().map(file -> "load_module " + file + ";\n").orElse("");
            Path file = bench.write("nginx.conf", NGINX_CONFIG.formatted(modules, backends.size(), servers, port));
            return List.of(program, "-e", "stderr", "-p", bench.files().toString(), "-c", file.toString());
        }

        @Override
        Optional<String> missing() {
            // Debian and others ship the module as a package of its own.
            return super.missing()
                    .or(() -> streamModule().isPresent() ? Optional.empty() : Optional.of("nginx's stream module"));
        }
    };

    private static final String HAPROXY_CONFIG = """
            global
                nbthread %d
                maxconn 5000
            defaults
                mode tcp
                timeout connect 5s
                timeout client 60s
                timeout server 60s
            frontend public
                bind 127.0.0.1:%d
                default_backend apps
            backend apps
                balance roundrobin
            %s""";

    private static final String NGINX_CONFIG = """
            %sdaemon off;
            worker_processes %d;
            pid nginx.pid;
            events { worker_connections 10000; }
            stream {
                upstream apps {
            %s    }
                server { listen 127.0.0.1:%d; proxy_pass apps; }
            }
            """;

    private final String program;

    ProxySoftware(String program) {
        this.program = program;
    }

    String program() {
        return program;
    }

    Optional<String> missing() {
        return Executables.find(program).isPresent() ? Optional.empty() : Optional.of(program);
    }

    abstract List<String> command(String program, Workbench bench, int port, List<Integer> backends) throws IOException;

    private static Optional<Path> streamModule() {
        return Stream.of("/usr/lib/nginx/modules", "/usr/lib64/nginx/modules", "/etc/nginx/modules")
                .map(folder -> Path.of(folder, "ngx_stream_module.so"))
                .filter(Files::exists)
                .findFirst();
    }
}
