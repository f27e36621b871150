/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.rundir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One process alone; what two do to each other is in {@link RunDirectoryProcessTest}. */
class RunDirectoryTest {
    private static final int NOBODY = 65_534;

    /** Real directories in this machine's temp directory, so the name must be nobody else's. */
    private final String name = "test-" + UUID.randomUUID().toString().substring(0, 18);

    private Path path = Path.of("");

    @BeforeEach
    void findOutWhereTheDirectoryGoes() throws IOException {
        RunDirectory directory = claimed();
        path = directory.path();
        directory.remove();
    }

    @AfterEach
    void leaveNothingBehind() throws IOException {
        boolean left = Files.exists(path, LinkOption.NOFOLLOW_LINKS);
        if (left) {
            try (Stream<Path> files = Files.walk(path)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        assertThat(left).as("left by the test").isFalse();
    }

    @Test
    void isMadePrivateWithNothingButItsLock() throws IOException {
        RunDirectory directory = claimed();
        try {
            assertThat(permissions(path)).isEqualTo("rwx------");
            assertThat(permissions(path.resolve("lock"))).isEqualTo("rw-------");
            assertThat(path).isAbsolute();
            assertThat(path.getFileName().toString()).startsWith("drover-").endsWith(name);
            assertThat(filesIn(path)).containsExactly("lock");
            assertThat(directory.controlSocket()).isEqualTo(path.resolve("control.sock"));
        } finally {
            directory.remove();
        }
    }

    @Test
    void takesAlongTheNativeLibraryThatItHoldsALinkTo(@TempDir Path elsewhere) throws IOException {
        RunDirectory directory = claimed();
        Path library = Files.writeString(directory.agentTransportIn(elsewhere), "x");

        assertThat(library).hasParent(elsewhere);
        assertThat(directory.agentTransport()).hasSameBinaryContentAs(library);

        directory.remove();

        assertThat(path).doesNotExist();
        assertThat(library).doesNotExist();
    }

    @Test
    void takesAlongNoFileOfAnotherNameThatALinkLeadsTo(@TempDir Path elsewhere) throws IOException {
        RunDirectory directory = claimed();
        Path other = Files.createFile(elsewhere.resolve("other.so"));
        Files.createSymbolicLink(directory.agentTransport(), other);

        directory.remove();

        assertThat(other).exists();
    }

    @Test
    void isGoneWithAllItsFilesWhenRemoved() throws IOException {
        RunDirectory directory = claimed();
        Path scoreboard = Files.writeString(directory.scoreboard(), "x");
        Files.createFile(directory.controlSocket());

        directory.remove();

        assertThat(path).doesNotExist();
        assertThat(scoreboard).doesNotExist();
    }

    @Test
    void canBeRemovedTwiceAndClaimedAgain() throws IOException {
        RunDirectory first = claimed();
        first.remove();
        first.remove();

        RunDirectory second = claimed();
        first.remove();
        assertThat(path).as("of the second").isDirectory();
        second.remove();
    }

    @Test
    void isRefusedToASecondClusterOfTheSameProcess() throws IOException {
        RunDirectory directory = claimed();
        try {
            assertThat(RunDirectory.claim(name)).isNull();
            assertThat(RunDirectory.claim(name)).isNull();
            assertThat(path).isDirectory();
        } finally {
            directory.remove();
        }
    }

    @Test
    void isNotAbandonedWhileThisProcessHoldsIt() throws IOException {
        RunDirectory directory = claimed();
        try {
            RunDirectory.removeAbandoned(path);
            assertThat(path.resolve("lock")).exists();
        } finally {
            directory.remove();
        }
    }

    @Test
    void canBeClaimedAgainAfterItCouldNotBeCleared() throws IOException {
        Path obstacle = path.resolve("folder");
        Files.createDirectory(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.createDirectories(obstacle.resolve("deep"));

        assertThatThrownBy(() -> RunDirectory.claim(name)).isInstanceOf(DirectoryNotEmptyException.class);

        Files.delete(obstacle.resolve("deep"));
        claimed().remove();
    }

    @Test
    void removesTheSharedMemoryThatItsLinkNamesAndNoOtherFile(@TempDir Path folder) throws IOException {
        Path precious = Files.writeString(folder.resolve("drover-precious"), "x");
        RunDirectory directory = claimed();
        Files.createSymbolicLink(path.resolve("scoreboard"), precious);
        Files.createSymbolicLink(path.resolve("link"), precious);

        directory.remove();

        assertThat(precious).exists();
    }

    @Test
    void removesNoFileOfAnotherProgramFromSharedMemory() throws IOException {
        assumeThat(Path.of("/dev/shm")).isWritable();
        Path precious = Files.createTempFile(Path.of("/dev/shm"), "not-ours-", "");
        try {
            RunDirectory directory = claimed();
            Files.createSymbolicLink(path.resolve("scoreboard"), precious);

            directory.remove();

            assertThat(precious).exists();
        } finally {
            Files.deleteIfExists(precious);
        }
    }

    @Test
    void isNotLookedForBehindASymbolicLink(@TempDir Path folder) throws IOException {
        Path target = Files.createDirectory(folder.resolve("target"));
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwx------"));
        Path precious = Files.createFile(target.resolve("precious"));
        Files.createSymbolicLink(path, target);

        assertRefused("run directory: " + path + " (expected: a directory)");

        assertThat(target).isDirectoryContaining(precious::equals);
        assertThat(target.resolve("lock")).doesNotExist();
        Files.delete(path);
    }

    @Test
    void isRefusedWhereThereIsAFile() throws IOException {
        Files.createFile(path);

        assertRefused("run directory: " + path + " (expected: a directory)");

        Files.delete(path);
    }

    @Test
    void isRefusedWhereOthersMayReadIt() throws IOException {
        Files.createDirectory(path);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertRefused("run directory: " + path + " has mode rwxr-xr-x (expected: rwx------)");

        assertThat(path).isEmptyDirectory();
        Files.delete(path);
    }

    @Test
    void isRefusedWhereItBelongsToAnother() throws IOException {
        assumeThat(RunDirectory.currentUid())
                .as("only root can give a file away")
                .isZero();
        Files.createDirectory(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.setAttribute(path, "unix:uid", NOBODY);

        assertRefused("run directory: " + path + " belongs to user " + NOBODY + " (expected: user 0)");

        Files.delete(path);
    }

    @Test
    void isNotLockedThroughASymbolicLink(@TempDir Path folder) throws IOException {
        Path precious = Files.writeString(folder.resolve("precious"), "x");
        Files.createDirectory(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path lock = path.resolve("lock");

        Files.createSymbolicLink(lock, precious);
        assertThatThrownBy(() -> RunDirectory.claim(name)).isInstanceOf(IOException.class);
        assertThat(precious).hasContent("x");
        Files.delete(lock);

        Files.createSymbolicLink(lock, folder.resolve("missing"));
        assertThatThrownBy(() -> RunDirectory.claim(name)).isInstanceOf(IOException.class);
        assertThat(folder.resolve("missing")).doesNotExist();
        Files.delete(lock);
        Files.delete(path);
    }

    @Test
    void saysSoWhereItsPathIsTooLongForASocket() {
        String longName = "n".repeat(100);

        assertThatThrownBy(() -> RunDirectory.claim(longName))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(
                        "name: " + longName + " (expected: a shorter name, the path of its control" + " socket in /")
                .hasMessageEndingWith(" has more than 107 bytes)");
    }

    @Test
    void isLeftAloneWhereItIsNoRunDirectory(@TempDir Path folder) throws IOException {
        Files.createFile(folder.resolve("precious"));

        RunDirectory.removeAbandoned(folder);
        RunDirectory.removeAbandoned(folder.resolve("missing"));

        assertThat(filesIn(folder)).containsExactly("precious");
    }

    @Test
    void knowsTheUserOfThisProcess(@TempDir Path folder) throws IOException {
        assertThat(RunDirectory.currentUid()).isEqualTo(Files.getAttribute(folder, "unix:uid"));
    }

    private RunDirectory claimed() throws IOException {
        return Objects.requireNonNull(RunDirectory.claim(name), "claimed by another");
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> RunDirectory.claim(name))
                .isInstanceOf(IOException.class)
                .hasMessage(message);
    }

    private static List<String> filesIn(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
