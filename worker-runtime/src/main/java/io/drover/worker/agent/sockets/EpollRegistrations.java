/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.sockets;

import io.drover.worker.agent.natives.Descriptors;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The epoll instances of this process that watch a descriptor, read from proc(5). They watch what is behind the number
 * and not the number (epoll(7), question 6), so when something else is put there they have to be told again: Netty
 * registers a server's socket before it is bound.
 */
final class EpollRegistrations {
    private static final String DESCRIPTORS = "/proc/self/fd";
    private static final Path DETAILS = Path.of("/proc/self/fdinfo");

    /** What an epoll instance tells of one descriptor that it watches; see proc(5). */
    private static final class Target {
        static final Pattern LINE =
                Pattern.compile("tfd:\\s*(?<fd>\\d+) events:\\s*(?<events>[0-9a-f]+) data:\\s*(?<data>[0-9a-f]+).*");
    }

    /**
     * One of them.
     *
     * @param epoll descriptor of the epoll instance
     * @param events it waits for
     */
    private record Registration(int epoll, int events) {}

    private final int fd;
    private final List<Registration> all;

    private EpollRegistrations(int fd, List<Registration> all) {
        this.fd = fd;
        this.all = all;
    }

    /**
     * Looks them up.
     *
     * @throws IOException when one can't be restored, because its user data is not the descriptor
     */
    static EpollRegistrations of(int fd) throws IOException {
        List<Registration> found = new ArrayList<>();
        int unwatched = Descriptors.event();
        try {
            for (String descriptor : descriptors()) {
                int each = Integer.parseInt(descriptor);
                if (Descriptors.isEpoll(each, unwatched)) {
                    add(fd, each, found);
                }
            }
        } finally {
            Descriptors.close(unwatched);
        }
        return new EpollRegistrations(fd, found);
    }

    /** The plainest way to list a directory: this is between an application and its first bind. */
    private static String[] descriptors() throws IOException {
        String[] descriptors = new File(DESCRIPTORS).list();
        if (descriptors == null) {
            throw new IOException(DESCRIPTORS + ": can't be read");
        }
        return descriptors;
    }

    private static void add(int fd, int epoll, List<Registration> found) throws IOException {
        for (String line : details(epoll)) {
            Matcher target = Target.LINE.matcher(line);
            if (!target.matches() || Integer.parseInt(target.group("fd")) != fd) {
                continue;
            }
            if ((int) Long.parseUnsignedLong(target.group("data"), 16) != fd) {
                throw new IOException("descriptor " + fd + ": watched by epoll in a way that can't be restored");
            }
            found.add(new Registration(epoll, (int) Long.parseUnsignedLong(target.group("events"), 16)));
        }
    }

    private static List<String> details(int epoll) throws IOException {
        try {
            return Files.readAllLines(DETAILS.resolve(Integer.toString(epoll)));
        } catch (NoSuchFileException e) {
            // Closed since the directory was read: other threads open and close selectors all the time.
            return List.of();
        }
    }

    /** Ends them: they would go on watching what was behind the descriptor as long as that is open elsewhere. */
    void end() throws IOException {
        for (Registration registration : all) {
            Descriptors.unwatch(registration.epoll(), fd);
        }
    }

    /** Makes them again for what is behind the descriptor now. */
    void restore() throws IOException {
        for (Registration registration : all) {
            Descriptors.watch(registration.epoll(), fd, registration.events());
        }
    }
}
