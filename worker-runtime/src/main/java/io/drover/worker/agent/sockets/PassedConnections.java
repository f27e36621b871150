/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.sockets;

import io.drover.core.limits.DescriptorLimit;
import io.drover.worker.agent.natives.Descriptors;
import io.drover.worker.intake.ShortageWarning;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Takes passed connections out of the lanes for the application's accept calls, and counts all that comes and goes.
 *
 * <p>Threading: safe from any thread; called on the application's.
 */
public final class PassedConnections {
    private static final int NONE = -1;

    /** How long an accept call waits while there are too few descriptors, so that an accept loop does not spin. */
    private static final long SHORTAGE_PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(5);

    private final ClusterSockets sockets;
    private final Counts counts;
    private volatile boolean isShort;
    private @Nullable ShortageWarning shortage; // guarded by this

    /** Looked up with the first connection, and not while the application starts. */
    private static final class Limit {
        static final DescriptorLimit OF_THIS_PROCESS = DescriptorLimit.ofThisProcess();
    }

    /**
     * Begins with none.
     *
     * @param sockets whose lanes are read
     * @param counts of these connections
     */
    public PassedConnections(ClusterSockets sockets, Counts counts) {
        this.sockets = sockets;
        this.counts = counts;
    }

    /**
     * Takes the next connection of a lane.
     *
     * @param lane its descriptor
     * @return the connection's descriptor, owned by the caller, or below 0 where there is none now
     */
    public int receive(int lane) {
        SharedSocket socket = sockets.find(lane);
        if (socket == null || (isShort && !hasRecovered())) {
            return NONE;
        }
        try {
            int fd = Descriptors.receive(lane);
            if (fd > 0) {
                counts.received();
                socket.options().inherited().applyTo(fd);
                isShort = Limit.OF_THIS_PROCESS.isReserved(fd);
                return fd;
            }
            // Below 0 is the end of the lane, or one message without a descriptor.
            if (fd < 0 && Descriptors.receive(lane) < 0) {
                sockets.silence(lane);
            }
        } catch (IOException e) {
            // A descriptor was sent that this process had no room for: it counts as received and as closed, so that
            // the primary's books stay right.
            counts.received();
            counts.closed();
            warn("a connection was lost on its way in: " + e.getMessage());
        }
        return NONE;
    }

    private boolean hasRecovered() {
        if (hasRoom()) {
            isShort = false;
            return true;
        }
        shortage().give();
        LockSupport.parkNanos(SHORTAGE_PAUSE_NS);
        return false;
    }

    /** By making a descriptor. */
    private static boolean hasRoom() {
        try {
            int probe = Descriptors.unixSocket();
            Descriptors.close(probe);
            return !Limit.OF_THIS_PROCESS.isReserved(probe);
        } catch (IOException e) {
            return false;
        }
    }

    /** Made when it is first needed, which is not while the application starts. */
    private synchronized ShortageWarning shortage() {
        ShortageWarning made = shortage == null ? new ShortageWarning(PassedConnections::warn) : shortage;
        shortage = made;
        return made;
    }

    private static void warn(String message) {
        System.err.println("drover: " + message);
    }

    /** The application has accepted a connection by itself, on one of its listening sockets. */
    public void accepted(int listener, int fd) {
        counts.received();
        SharedSocket socket = sockets.find(listener);
        if (socket != null) {
            socket.options().inherited().applyTo(fd);
        }
    }

    /** The application closes a connection. */
    public void closed(int fd) {
        counts.closed();
    }
}
