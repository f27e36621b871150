/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.intake;

import io.netty.channel.ChannelException;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringTokenizer;

/**
 * Whether this process has descriptors to spare.
 *
 * <p>A descriptor that is passed to a process without room for it is lost: recvmsg(2) succeeds and only sets
 * MSG_CTRUNC. So the intake stops before that, and leaves the connections in the lane where the primary can reach them.
 * The kernel gives out the lowest free number (open(2)), so the number of the descriptor that came last tells how full
 * the table is, without a system call.
 *
 * <p>Threading: immutable; safe from any thread.
 */
public final class DescriptorHeadroom {
    /** Kept free for the application's own files and outgoing connections. */
    private static final int RESERVE = 64;

    private final int highest;

    private DescriptorHeadroom(long limit) {
        // With a limit so low that nothing would be left, most of it has to do.
        this.highest = (int) Math.min(Integer.MAX_VALUE, Math.max(limit - RESERVE, limit * 3 / 4));
    }

    /** Reads the limit of this process (getrlimit(2) RLIMIT_NOFILE), which the JVM has raised as far as it may. */
    public static DescriptorHeadroom ofThisProcess() {
        return new DescriptorHeadroom(limit());
    }

    private static long limit() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/limits"))) {
                if (line.startsWith("Max open files")) {
                    return Long.parseLong(new StringTokenizer(line.substring("Max open files".length())).nextToken());
                }
            }
        } catch (IOException | NumberFormatException e) {
            // "unlimited", or no /proc: then there is nothing to keep free of.
        }
        return Integer.MAX_VALUE;
    }

    /** Tells whether a descriptor that was just received is among the last there are. */
    public boolean isShortAfter(int fd) {
        return fd >= highest;
    }

    /** Tells whether there is room again, by making a descriptor. */
    public boolean hasRecovered() {
        try {
            Socket probe = Socket.newSocketDomain();
            boolean room = !isShortAfter(probe.intValue());
            probe.close();
            return room;
        } catch (IOException | ChannelException e) {
            return false;
        }
    }
}
