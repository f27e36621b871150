/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.harness.Cluster;
import io.drover.balancer.harness.ClusterFolder;
import io.drover.balancer.harness.ClusterHarness;
import io.drover.balancer.harness.HttpConnection;
import io.drover.balancer.harness.Patience;
import io.drover.balancer.harness.RequestStream;
import io.drover.balancer.harness.RunnableJar;
import io.drover.balancer.harness.Signals;
import io.drover.balancer.testapp.VersionApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another jar at the same path, while workers run; and what a start leaves for the next. */
@Timeout(120)
class DeployIT {
    private static final int CLIENTS = 2;

    @RegisterExtension
    final ClusterHarness harness = ClusterHarness.perTest();

    private ClusterFolder folder;
    private Path jar;

    @BeforeEach
    void writeJar() throws IOException {
        folder = harness.newFolder();
        jar = writeVersion("one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "off"})
    void runsTheNewJarAfterAReloadAndNeverBefore(String classData) throws IOException {
        Cluster cluster = start(classData);
        try (RequestStream stream = RequestStream.start(cluster.port(), "/", CLIENTS)) {
            stream.awaitAnswers(20);
            writeVersion("two");
            stream.awaitAnswers(20);

            Signals.send("KILL", cluster.workerPid(1));
            cluster.awaitWorkerReady(3);
            stream.awaitAnswers(20);
            // The client of the killed worker may have been cut off.
            assertThat(stream.stopAndCollectFailures()).hasSizeLessThanOrEqualTo(CLIENTS);
        }
        assertThat(versionsThatAnswer(cluster)).containsOnly("one");

        cluster.signal("USR2");
        cluster.output().await("reload to generation 2 finished");
        assertThat(versionsThatAnswer(cluster)).containsOnly("two");
    }

    @Test
    void refusesAHalfUploadedJarAndRunsTheOldOneOn() throws IOException {
        Cluster cluster = start("auto");
        byte[] whole = Files.readAllBytes(jar);
        Files.write(jar, Arrays.copyOf(whole, whole.length / 2));

        cluster.signal("USR2");
        cluster.output()
                .await(
                        "reload to generation 2 failed, the old workers serve on: backend: .*\\.jar \\(expected: a jar file");
        Signals.send("KILL", cluster.workerPid(1));
        cluster.output().await("slot 0: worker \\d+ \\(pid \\d+\\) ready", 2);

        assertThat(versionsThatAnswer(cluster)).containsOnly("one");
    }

    @Test
    void keepsNoCopyThatNoSlotRuns() throws IOException {
        Cluster cluster = start("off");
        assertThat(cluster.runDirectory().resolve("app-1.jar")).exists();

        writeVersion("two");
        cluster.signal("USR2");
        cluster.output().await("reload to generation 2 finished");

        Patience.await("the old copy to be removed")
                .untilAsserted(() ->
                        assertThat(cluster.runDirectory().resolve("app-1.jar")).doesNotExist());
        assertThat(cluster.runDirectory().resolve("app-2.jar")).exists();
    }

    @Test
    void recordsClassDataOnceAndHasAllLaterWorkersMapIt() throws IOException {
        Cluster first = start("auto");
        assertThat(mapsClassData(first.workerPid(2))).isFalse();
        Patience.await("the archive").until(() -> classDataFiles().stream().anyMatch(name -> name.endsWith(".jsa")));
        Patience.await("the end of what makes it").until(() -> classDataFiles().size() == 1);
        Signals.send("KILL", first.workerPid(2));
        first.awaitWorkerReady(3);
        assertThat(mapsClassData(first.workerPid(3))).as("after a crash").isTrue();
        assertThat(first.stop()).isZero();

        Cluster second = start("auto");
        assertThat(mapsClassData(second.workerPid(1))).isTrue();
        assertThat(mapsClassData(second.workerPid(2))).isTrue();
        assertThat(Stream.of(first, second).flatMap(cluster -> cluster.output().all().stream()))
                .as("what the JVM says about archives")
                .noneMatch(line -> line.text().contains("rchiv") || line.text().contains("ump"));
    }

    @Test
    void leavesNoHalfOfAnArchiveWhenItEndsBeforeThatIsMade() throws IOException {
        Cluster cluster = start("auto");
        assertThat(cluster.stop()).isZero();

        cluster.awaitNoProcess();
        assertThat(classDataFiles()).allMatch(name -> name.endsWith(".jsa") && name.indexOf('.') == name.length() - 4);
    }

    /** Archives, finished or not, and what they are made of. */
    private List<String> classDataFiles() throws IOException {
        try (Stream<Path> files = Files.walk(folder.file("cache"))) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.contains(".jsa"))
                    .toList();
        }
    }

    @Test
    void runsWithoutClassDataWhereThereIsNoPlaceForIt() throws IOException {
        Files.createFile(folder.file("cache"));

        Cluster cluster = start("auto");

        assertThat(mapsClassData(cluster.workerPid(1))).isFalse();
        assertThat(versionsThatAnswer(cluster)).containsOnly("one");
    }

    private Cluster start(String classData) {
        return harness.cluster(jar)
                .in(folder)
                .workers(2)
                .option("class-data", classData)
                .app("0")
                .startReady();
    }

    /** Overwrites the file in place, as cp does. */
    private Path writeVersion(String text) throws IOException {
        return RunnableJar.writeWhole(
                folder.file("app.jar"), VersionApp.class, VersionApp.TEXT, text + text.repeat(text.hashCode() & 1023));
    }

    private static List<String> versionsThatAnswer(Cluster cluster) {
        return Stream.generate(() -> HttpConnection.get(cluster.port(), "/"))
                .limit(8)
                .map(answer -> answer.substring(0, 3))
                .distinct()
                .toList();
    }

    private boolean mapsClassData(long pid) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/maps"))) {
            return lines.anyMatch(line -> line.contains(folder.file("cache").toString()) && line.endsWith(".jsa"));
        }
    }
}
