/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it.compat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Speaks gRPC, through the client in the server's own jar: gRPC is not on the tests' class path. */
final class GrpcClient implements Client {
    private final Path jar;
    private final int port;
    private final TestedJdk jdk;

    GrpcClient(Path jar, int port, TestedJdk jdk) {
        this.jar = jar;
        this.port = port;
        this.jdk = jdk;
    }

    @Override
    public List<Answer> askOneAfterTheOther(int connections) {
        return ask("--count=" + connections);
    }

    @Override
    public List<Answer> askOverOneConnection(int requests) {
        return ask("--count=1", "--calls=" + requests);
    }

    @Override
    public List<Answer> askAtOnce(int connections, int delayMs) {
        return ask("--count=" + connections, "--at-once=" + connections, "--ms=" + delayMs);
    }

    private List<Answer> ask(String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(jdk.java().toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", jar.toString()));
        command.addAll(List.of("--client", "--port=" + port));
        command.addAll(List.of(arguments));
        try {
            Process client =
                    new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
            String printed = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (client.waitFor() != 0) {
                throw new AssertionError("gRPC client: exit code " + client.exitValue() + " after " + printed);
            }
            return printed.lines().map(GrpcClient::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted: the test has run out of time", e);
        }
    }

    private static Answer parse(String line) {
        int blank = line.indexOf(' ');
        return Answer.parse(line.substring(0, blank), line.substring(blank + 1));
    }
}
