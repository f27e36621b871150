/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rows that have passed on one JDK, in target/compatibility.md, and docs/COMPATIBILITY.md, which has those of every
 * JDK that is promised.
 */
final class CompatibilityTable {
    private static final Path PASSED = Path.of("target", "compatibility.md");
    private static final Path DOCS = Path.of("..", "docs", "COMPATIBILITY.md");
    private static final Set<Integer> PROMISED_JDKS = Set.of(17, 25);

    /** Server, version, JDK and socket. */
    private static final Pattern ROW =
            Pattern.compile("^(\\| [^|]+ \\| [^|]* \\| )(\\d+)( \\| [^|]+ \\|) .*\\|$", Pattern.MULTILINE);

    private final TestedJdk jdk;
    private final Map<TestedServer, String> rows = new EnumMap<>(TestedServer.class);

    CompatibilityTable(TestedJdk jdk) {
        this.jdk = jdk;
    }

    /** Adds a server that has passed. */
    void add(TestedServer server, Collection<String> tested) {
        rows.put(server, beginning(server, jdk.version()) + " " + String.join(", ", tested) + " |");
    }

    private static String beginning(TestedServer server, int jdkVersion) {
        return "| " + server.title() + " | " + server.version() + " | " + jdkVersion + " | " + server.socket() + " |";
    }

    /** Writes what has passed; where all have, compares the docs with it, or rewrites them. */
    void finish() throws IOException {
        Files.writeString(PASSED, page(rows.values()));
        if (!PROMISED_JDKS.contains(jdk.version()) || !rows.keySet().containsAll(TestedServer.on(jdk))) {
            return;
        }
        String present = Files.exists(DOCS) ? Files.readString(DOCS) : "";
        String wanted = page(merged(present));
        if (Boolean.getBoolean("drover.docs.write")) {
            Files.writeString(DOCS, wanted);
        } else {
            assertThat(present).as("docs/COMPATIBILITY.md").isEqualTo(wanted);
        }
    }

    /** The rows of this JDK as they have passed, those of others as they are. */
    private Collection<String> merged(String present) {
        Map<String, String> ofOthers = new TreeMap<>();
        Matcher row = ROW.matcher(present);
        while (row.find()) {
            ofOthers.put(row.group(1) + row.group(2) + row.group(3), row.group());
        }
        return List.of(TestedServer.values()).stream()
                .flatMap(server -> PROMISED_JDKS.stream()
                        .sorted()
                        .map(version ->
                                version == jdk.version() ? rows.get(server) : ofOthers.get(beginning(server, version))))
                .filter(line -> line != null)
                .toList();
    }

    private static String page(Collection<String> lines) {
        return """
                # Compatibility

                Servers that run in a cluster as they are. They know nothing of Drover: it is neither on their class path
                nor in their configuration. The table is made by a test, `ServerCompatibilityIT`, out of what has passed;
                the servers are in `balancer/servers`.

                Each is started with two workers, as `java -jar balancer.jar --workers=2 --backend=server.jar`. Then:

                - *round robin*: of 1000 connections one after the other, each worker gets 500;
                - *addresses*: for each of them the server sees the client's own address, and its own;
                - *keep-alive*: all requests of a connection are answered by one worker;
                - *at once*: 40 slow requests at a time are answered, 20 by each worker;
                - *half-close*: a client that has closed its half of the connection still gets its answer. Where this is
                  missing, the server alone gives none either;
                - *counts*: the open connections of each worker come back to exactly none;
                - *crash*: a killed worker is replaced, and both serve the port again;
                - *stop*: SIGTERM ends everything, with exit code 0.

                | server | version | JDK | kind of socket | what was tested |
                |---|---|---|---|---|
                """ + String.join("\n", lines) + "\n";
    }
}
