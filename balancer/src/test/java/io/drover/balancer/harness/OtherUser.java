/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A user without rights, as whom root can run things through setpriv(1). */
public final class OtherUser {
    /** Nobody's. */
    public static final int UID = 65534;

    private static final String[] SETPRIV = {"setpriv", "--reuid=" + UID, "--regid=" + UID, "--clear-groups"};

    private OtherUser() {}

    /** Tells whether this process may become that user. */
    public static boolean isPossible() {
        boolean installed =
                Stream.of("/usr/bin/setpriv", "/bin/setpriv").anyMatch(path -> Files.isExecutable(Path.of(path)));
        return installed && System.getProperty("user.name").equals("root");
    }

    /** Returns the command that becomes the user and then the program behind it. */
    public static String[] command() {
        return SETPRIV.clone();
    }

    /** Gives the user everything in a folder. */
    public static void give(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.toList()) {
                Files.setAttribute(one, "unix:uid", UID);
            }
        }
    }

    /** Runs a main class as that user and returns what it printed. */
    public static List<String> runJava(Path classes, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(SETPRIV));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:-UsePerfData", "-cp", classes.toString(), main.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            return output.lines().toList();
        }
    }
}
