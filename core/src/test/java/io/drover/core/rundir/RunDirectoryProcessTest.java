/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.rundir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, since a lock of fcntl(2) shows itself only to others. */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class RunDirectoryProcessTest {
    private static final int NOBODY = 65_534;

    private final Path folder;

    RunDirectoryProcessTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void isHeldByOneProcessOfAName() throws Exception {
        try (ClaimingJvm first = ClaimingJvm.in(folder);
                ClaimingJvm second = ClaimingJvm.in(folder)) {
            assertThat(first.ask("claim app")).isEqualTo(pathOf("app").toString());
            assertThat(pathOf("app").resolve("lock")).hasContent(Long.toString(first.pid()));
            assertThat(second.ask("claim app")).isEqualTo(ClaimingMain.TAKEN);
            assertThat(second.ask("claim other")).isEqualTo(pathOf("other").toString());

            assertThat(first.ask("remove")).isEqualTo(ClaimingMain.DONE);
            assertThat(second.ask("claim app")).isEqualTo(pathOf("app").toString());
            assertThat(first.ask("claim app")).isEqualTo(ClaimingMain.TAKEN);
        }
    }

    /** Any descriptor of the lock file that is closed takes the process's lock with it: fcntl(2). */
    @Test
    void staysHeldWhenTheSameProcessTriesToClaimOrRemoveItAgain() throws Exception {
        try (ClaimingJvm first = ClaimingJvm.in(folder);
                ClaimingJvm second = ClaimingJvm.in(folder)) {
            first.ask("claim app");
            assertThat(first.ask("claim app")).isEqualTo(ClaimingMain.TAKEN);
            assertThat(second.ask("claim app")).isEqualTo(ClaimingMain.TAKEN);

            assertThat(first.ask("removeAbandoned " + pathOf("app"))).isEqualTo(ClaimingMain.DONE);
            assertThat(second.ask("claim app")).isEqualTo(ClaimingMain.TAKEN);
        }
    }

    @Test
    void isHeldByThisProcessAgainstAnother() throws Exception {
        Path here = Path.of(System.getProperty("java.io.tmpdir"));
        String runtimeFolder = System.getenv().getOrDefault("XDG_RUNTIME_DIR", "");
        String name = "test-" + UUID.randomUUID().toString().substring(0, 18);
        try (ClaimingJvm other = ClaimingJvm.in(here, runtimeFolder)) {
            RunDirectory directory = Objects.requireNonNull(RunDirectory.claim(name));
            try {
                assertThat(other.ask("claim " + name)).isEqualTo(ClaimingMain.TAKEN);
                assertThat(RunDirectory.claim(name)).isNull();
                RunDirectory.removeAbandoned(directory.path());
                assertThat(other.ask("claim " + name)).isEqualTo(ClaimingMain.TAKEN);
            } finally {
                directory.remove();
            }
            assertThat(other.ask("claim " + name)).isEqualTo(directory.path().toString());
            assertThat(other.ask("remove")).isEqualTo(ClaimingMain.DONE);
        }
    }

    @Test
    void saysWhichFolderCanNotBeMadeAndWhoNamesItsPlace() throws Exception {
        Path nobodyMakesFolders = Path.of("/proc");
        try (ClaimingJvm claiming = ClaimingJvm.in(nobodyMakesFolders)) {
            assertThat(claiming.ask("claim app"))
                    .contains("run directory: /proc/drover-")
                    .contains(" (expected: one that can be made in the folder of $XDG_RUNTIME_DIR,");
        }
    }

    @Test
    void isTakenOverCleanFromAKilledProcess() throws Exception {
        Path scoreboard;
        try (ClaimingJvm killed = ClaimingJvm.in(folder)) {
            killed.ask("claim app");
            scoreboard = Path.of(killed.ask("scoreboard"));
            Files.createFile(pathOf("app").resolve("control.sock"));
            killed.kill();
        }
        assertThat(scoreboard).exists();
        assertThat(pathOf("app").resolve("scoreboard")).exists();

        try (ClaimingJvm next = ClaimingJvm.in(folder)) {
            assertThat(next.ask("claim app")).isEqualTo(pathOf("app").toString());
            assertThat(filesIn(pathOf("app"))).containsExactly("lock");
            assertThat(pathOf("app").resolve("lock")).hasContent(Long.toString(next.pid()));
            assertThat(scoreboard).doesNotExist();
        }
    }

    @Test
    void isRemovedByTheNextClusterOfAnyName() throws Exception {
        Path scoreboard;
        try (ClaimingJvm killed = ClaimingJvm.in(folder)) {
            killed.ask("claim app");
            scoreboard = Path.of(killed.ask("scoreboard"));
            Files.createFile(pathOf("app").resolve("app-12.jar"));
            killed.kill();
        }
        try (ClaimingJvm next = ClaimingJvm.in(folder)) {
            next.ask("claim other");

            assertThat(pathOf("app")).doesNotExist();
            assertThat(scoreboard).doesNotExist();
            assertThat(pathOf("other")).exists();
        }
    }

    @Test
    void leavesADirectoryAloneThatHasSomethingElseInIt() throws Exception {
        try (ClaimingJvm killed = ClaimingJvm.in(folder)) {
            killed.ask("claim app");
            Files.createFile(pathOf("app").resolve("notes.txt"));
            killed.kill();
        }
        try (ClaimingJvm next = ClaimingJvm.in(folder)) {
            next.ask("claim other");

            assertThat(filesIn(pathOf("app"))).containsExactlyInAnyOrder("lock", "notes.txt");
        }
    }

    @Test
    void isRemovedByAnotherOnlyWhenItsProcessIsGone() throws Exception {
        Path scoreboard;
        try (ClaimingJvm worker = ClaimingJvm.in(folder)) {
            try (ClaimingJvm primary = ClaimingJvm.in(folder)) {
                primary.ask("claim app");
                scoreboard = Path.of(primary.ask("scoreboard"));

                assertThat(worker.ask("removeAbandoned " + pathOf("app"))).isEqualTo(ClaimingMain.DONE);
                assertThat(filesIn(pathOf("app"))).containsExactlyInAnyOrder("lock", "scoreboard");
                assertThat(worker.ask("claim app")).isEqualTo(ClaimingMain.TAKEN);
                primary.kill();
            }
            assertThat(worker.ask("removeAbandoned " + pathOf("app"))).isEqualTo(ClaimingMain.DONE);
            assertThat(pathOf("app")).doesNotExist();
            assertThat(scoreboard).doesNotExist();

            assertThat(worker.ask("removeAbandoned " + pathOf("app"))).isEqualTo(ClaimingMain.DONE);
            assertThat(pathOf("app")).doesNotExist();
        }
    }

    @Test
    void putsTheScoreboardOnTmpfs() throws Exception {
        assumeThat(Path.of("/dev/shm")).isWritable();
        Path onTmpfs = Files.createTempDirectory(Path.of("/dev/shm"), "drover-test-");
        try (ClaimingJvm jvm = ClaimingJvm.in(folder);
                ClaimingJvm jvmOnTmpfs = ClaimingJvm.in(onTmpfs)) {
            jvm.ask("claim app");
            Path inside = Path.of(jvmOnTmpfs.ask("claim app")).resolve("scoreboard");

            Path scoreboard = Path.of(jvm.ask("scoreboard"));
            assertThat(Files.getFileStore(scoreboard).type()).isEqualTo("tmpfs");
            assertThat(pathOf("app").resolve("scoreboard").toRealPath()).isEqualTo(scoreboard.toRealPath());
            assertThat(jvmOnTmpfs.ask("scoreboard")).isEqualTo(inside.toString());

            jvm.ask("remove");
            jvmOnTmpfs.ask("remove");
            assertThat(scoreboard).doesNotExist();
            assertThat(inside).doesNotExist();
        } finally {
            Files.delete(onTmpfs);
        }
    }

    @Test
    void isInTheRuntimeDirectoryOfTheUserWhereThereIsOne() throws Exception {
        Path runtimeFolder = Files.createDirectory(folder.resolve("run"));
        try (ClaimingJvm jvm = ClaimingJvm.in(folder, runtimeFolder.toString());
                ClaimingJvm withEmpty = ClaimingJvm.in(folder, "");
                ClaimingJvm withMissing =
                        ClaimingJvm.in(folder, folder.resolve("missing").toString())) {
            assertThat(jvm.ask("claim app"))
                    .isEqualTo(runtimeFolder.resolve("drover-app").toString());
            assertThat(withEmpty.ask("claim a")).isEqualTo(pathOf("a").toString());
            assertThat(withMissing.ask("claim b")).isEqualTo(pathOf("b").toString());
        }
    }

    /** The class path is copied, since another user may not be able to read this one. */
    @Test
    void isMadeByAnyUser() throws Exception {
        assumeThat(RunDirectory.currentUid())
                .as("only root can start a process of another user")
                .isZero();
        assumeThat(Path.of("/usr/bin/setpriv")).isExecutable();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path classes = Files.createDirectory(folder.resolve("classes"));
        copyPackage(RunDirectory.class, classes);
        copyPackage(ClaimingMain.class, classes);

        try (ClaimingJvm nobody = ClaimingJvm.as(NOBODY, classes.toString(), folder)) {
            assertThat(nobody.ask("uid")).isEqualTo(Integer.toString(NOBODY));
            Path path = folder.resolve("drover-" + NOBODY + "-app");
            assertThat(nobody.ask("claim app")).isEqualTo(path.toString());
            nobody.ask("remove");
            Files.createDirectory(
                    path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            assertThat(nobody.ask("claim app"))
                    .startsWith(ClaimingMain.FAILED)
                    .endsWith(path + " belongs to user 0 (expected: user " + NOBODY + ")");
        }
    }

    @Test
    void isWonByOneOfTwoProcessesThatRaceForIt() throws Exception {
        try (ClaimingJvm one = ClaimingJvm.in(folder);
                ClaimingJvm two = ClaimingJvm.in(folder)) {
            one.ask("uid");
            two.ask("uid");
            for (int round = 0; round < 50; round++) {
                one.tell("claim app-" + round);
                two.tell("claim app-" + round);
                assertThat(List.of(one.answer(), two.answer()))
                        .as("round %d", round)
                        .containsExactlyInAnyOrder(pathOf("app-" + round).toString(), ClaimingMain.TAKEN);
            }
        }
    }

    @Test
    void isHeldByOneAtATimeWhileProcessesClaimAndRemoveIt() throws Exception {
        Path marker = folder.resolve("marker");
        try (ClaimingJvm one = ClaimingJvm.in(folder);
                ClaimingJvm two = ClaimingJvm.in(folder);
                ClaimingJvm three = ClaimingJvm.in(folder);
                ClaimingJvm four = ClaimingJvm.in(folder)) {
            List<ClaimingJvm> all = List.of(one, two, three, four);
            for (ClaimingJvm jvm : all) {
                jvm.ask("uid");
            }
            for (ClaimingJvm jvm : all) {
                jvm.tell("churn app 400 " + marker);
            }
            for (ClaimingJvm jvm : all) {
                assertThat(jvm.answer()).as("claims").matches("[0-9]+");
            }
        }
        assertThat(pathOf("app")).doesNotExist();
    }

    private Path pathOf(String name) throws IOException {
        return folder.resolve("drover-" + RunDirectory.currentUid() + "-" + name);
    }

    private static List<String> filesIn(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static void copyPackage(Class<?> type, Path classes) throws IOException {
        Path from =
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
        Path relative = Path.of(type.getPackageName().replace('.', '/'));
        Files.createDirectories(classes.resolve(relative));
        try (Stream<Path> files = Files.list(from.resolve(relative))) {
            for (Path file : files.toList()) {
                Files.copy(
                        file,
                        classes.resolve(relative).resolve(file.getFileName()),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
