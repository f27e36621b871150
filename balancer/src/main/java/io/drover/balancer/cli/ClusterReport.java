/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.cli;

import io.drover.balancer.events.ClusterEvent;
import io.drover.balancer.events.ClusterEvent.ClusterStarting;
import io.drover.balancer.events.ClusterListener;
import io.drover.balancer.supervisor.OutputSink;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * Tells the person at the console what the cluster does: a line for each event, and what the workers print with their
 * slot in front.
 */
final class ClusterReport implements ClusterListener, OutputSink {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final Console console;

    ClusterReport(Console console) {
        this.console = console;
    }

    @Override
    public void onEvent(ClusterEvent event) {
        if (event instanceof ClusterStarting) {
            console.print(false, "Drover " + Version.number() + ": " + event.text());
            return;
        }
        console.print(event.isTrouble(), TIME.format(LocalTime.now(ZoneId.systemDefault())) + " " + event.text());
    }

    @Override
    public void onLine(int slot, boolean isError, byte[] line) {
        ByteArrayOutputStream prefixed = new ByteArrayOutputStream(line.length + 8);
        prefixed.writeBytes(("[" + slot + "] ").getBytes(StandardCharsets.US_ASCII));
        prefixed.writeBytes(line);
        prefixed.write('\n');
        console.printThrottled(isError, prefixed.toByteArray());
    }
}
