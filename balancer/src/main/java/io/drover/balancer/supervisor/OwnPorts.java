/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The TCP ports that a worker's process listens on by itself, where no agent could see it; read from proc(5). */
final class OwnPorts {
    private static final String LISTENING = "0A";
    private static final String SOCKET_LINK = "socket:[";

    private OwnPorts() {}

    /** Tells whether a process has a socket that listens on a port, be it alone or with others. */
    static boolean listens(long pid, int port) {
        return of(pid).contains(port);
    }

    /** Returns them in ascending order; none of a process that has ended. */
    static Set<Integer> of(long pid) {
        Path process = Path.of("/proc", Long.toString(pid));
        Set<Integer> ports = new TreeSet<>();
        try {
            Set<String> own = sockets(process.resolve("fd"));
            for (String table : List.of("net/tcp", "net/tcp6")) {
                for (String line : Files.readAllLines(process.resolve(table))) {
                    String[] columns = line.trim().split("\\s+", -1);
                    if (columns.length > 9 && columns[3].equals(LISTENING) && own.contains(columns[9])) {
                        ports.add(Integer.parseInt(columns[1].substring(columns[1].indexOf(':') + 1), 16));
                    }
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // It is ending.
        }
        return ports;
    }

    private static Set<String> sockets(Path descriptors) throws IOException {
        Set<String> inodes = new HashSet<>();
        try (DirectoryStream<Path> links = Files.newDirectoryStream(descriptors)) {
            for (Path link : links) {
                String target = targetOf(link);
                if (target.startsWith(SOCKET_LINK)) {
                    inodes.add(target.substring(SOCKET_LINK.length(), target.length() - 1));
                }
            }
        }
        return inodes;
    }

    private static String targetOf(Path link) throws IOException {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (NoSuchFileException e) {
            // Closed meanwhile.
            return "";
        }
    }
}
