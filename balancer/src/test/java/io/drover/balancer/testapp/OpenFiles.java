/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.testapp;

import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Takes every file descriptor the process may have, and gives them back. */
final class OpenFiles {
    private final List<FileInputStream> open = new ArrayList<>();

    synchronized String openAll() {
        // The first line ever logged makes the JDK open files of its own.
        System.getLogger("app").log(System.Logger.Level.ERROR, "takes all descriptors");
        while (true) {
            try {
                open.add(new FileInputStream("/dev/null"));
            } catch (IOException e) {
                return "opened " + open.size();
            }
        }
    }

    synchronized String closeAll() {
        for (FileInputStream one : open) {
            try {
                one.close();
            } catch (IOException e) {
                // It is closed all the same.
            }
        }
        open.clear();
        return "closed";
    }
}
