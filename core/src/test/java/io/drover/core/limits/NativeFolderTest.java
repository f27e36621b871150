/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One that is mounted noexec takes a mount: NoexecIT. */
class NativeFolderTest {
    private static final String OPTIONS = "--this=FOLDER";

    /** On every Linux, and for every user: nobody makes a file there. */
    private static final Path UNWRITABLE = Path.of("/proc/self");

    @Test
    void isWithoutFaultWhereCodeCanBeLoaded(@TempDir Path folder) throws IOException {
        assertThat(NativeFolder.fault(folder, OPTIONS)).isNull();

        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).as("left in the folder").isEmpty();
        }
    }

    @Test
    void isNamedWithWhatIsWrongWithItAndHowToSetAnother(@TempDir Path folder) {
        Path missing = folder.resolve("missing");

        assertThat(NativeFolder.fault(missing, OPTIONS))
                .isEqualTo("folder of native libraries: " + missing + ", which does not exist (expected: one that can"
                        + " be written to, and code be loaded from; set another with --this=FOLDER)");
        assertThat(NativeFolder.fault(UNWRITABLE, OPTIONS))
                .startsWith("folder of native libraries: /proc/self, which ")
                .endsWith("; set another with --this=FOLDER)");
    }
}
