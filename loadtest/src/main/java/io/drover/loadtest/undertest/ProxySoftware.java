/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.undertest;

import io.drover.loadtest.process.DescriptorLimit;
import io.drover.loadtest.process.Executables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The proxies that can stand in front, each with the configuration that suits it: HAProxy and nginx with a thread or
 * process for each server, Drover with as many as it chooses.
 */
public enum ProxySoftware {
    /** Drover without workers of its own: {@code --forward=splice}, which {@code --upstream} implies. */
    DROVER("drover") {
        @Override
        List<String> command(Workbench bench, int port, List<Integer> backends) {
            List<String> command = new ArrayList<>(List.of(
                    Executables.java().toString(), "-jar", bench.balancerJar().toString()));
            backends.forEach(backend -> command.add("--upstream=127.0.0.1:" + backend));
            command.addAll(List.of("--listen=127.0.0.1:" + port, "--name=loadtest-" + port));
            return command;
        }

        @Override
        Optional<String> missing() {
            return Optional.empty();
        }
    },

    /** HAProxy, {@code mode tcp}, splicing where it finds it worth while. */
    HAPROXY("haproxy") {
        @Override
        List<String> command(Workbench bench, int port, List<Integer> backends) throws IOException {
            String servers = backends.stream()
                    .map(backend -> "    server app" + backend + " 127.0.0.1:" + backend + "\n")
                    .collect(Collectors.joining());
            String config = HAPROXY_CONFIG.formatted(
                    backends.size(), DescriptorLimit.relayedConnections() + SPARE, port, servers);
            Path file = bench.write("haproxy-" + port + ".cfg", config);
            return List.of(executable(), "-db", "-f", file.toString());
        }
    },

    /** nginx with its stream module. */
    NGINX("nginx") {
        @Override
        List<String> command(Workbench bench, int port, List<Integer> backends) throws IOException {
            String servers = backends.stream()
                    .map(backend -> "        server 127.0.0.1:" + backend + ";\n")
                    .collect(Collectors.joining());
            String modules =
                    streamModule().map(file -> "load_module " + file + ";\n").orElse("");
            Path file = bench.write(
                    "nginx-" + port + ".conf", NGINX_CONFIG.formatted(modules, backends.size(), servers, port));
            return List.of(executable(), "-e", "stderr", "-p", bench.files().toString(), "-c", file.toString());
        }

        @Override
        Optional<String> missing() {
            // Debian and others ship the module as a package of its own.
            return super.missing()
                    .or(() -> streamModule().isPresent() ? Optional.empty() : Optional.of("nginx's stream module"));
        }
    };

    /** For probes, beside the most connections that are asked for. */
    private static final int SPARE = 100;

    private static final String HAPROXY_CONFIG = """
            global
                nbthread %d
                maxconn %d
                # By default a quarter of maxconn, whose descriptors are missing for connections then.
                maxpipes 200
            defaults
                mode tcp
                option splice-auto
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
            events { worker_connections 20000; }
            stream {
                upstream apps {
            %s    }
                server { listen 127.0.0.1:%d; proxy_pass apps; }
            }
            """;

    private final String label;

    ProxySoftware(String label) {
        this.label = label;
    }

    /** Returns the name for a table, which is that of the program as well where it is not ours. */
    public String label() {
        return label;
    }

    /** Returns what it needs and this machine does not have. */
    Optional<String> missing() {
        return Executables.find(label).isPresent() ? Optional.empty() : Optional.of(label);
    }

    String executable() {
        return Executables.find(label).orElseThrow().toString();
    }

    /** Returns the command that starts it in front of servers on those ports; what it needs is written before. */
    abstract List<String> command(Workbench bench, int port, List<Integer> backends) throws IOException;

    private static Optional<Path> streamModule() {
        return Stream.of("/usr/lib/nginx/modules", "/usr/lib64/nginx/modules", "/etc/nginx/modules")
                .map(folder -> Path.of(folder, "ngx_stream_module.so"))
                .filter(Files::exists)
                .findFirst();
    }
}
