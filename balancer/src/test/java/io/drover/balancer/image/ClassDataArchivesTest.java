/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.harness.RunnableJar;
import io.drover.core.config.ClusterConfig;
import io.drover.core.config.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassDataArchivesTest {
    private static final String WITH_AGENT = "-XX:+AllowArchivingWithJavaAgent";

    private Path folder;
    private AppImage image;

    @BeforeEach
    void writeJar(@TempDir Path temporary) {
        folder = temporary;
        Path jar = RunnableJar.write(folder.resolve("app.jar"), ClassDataArchivesTest.class, List.of());
        image = new AppImage(jar, folder, null, false);
    }

    @Test
    void hasOneWorkerRecordAndTheOthersGoWithout() {
        ClassDataArchives classData = new ClassDataArchives(config(), 17, List.of());

        ClassDataArchives.Plan first = classData.plan(image, false);
        assertThat(first.arguments()).contains("-XX:+RecordDynamicDumpInfo").doesNotContain(WITH_AGENT);
        assertThat(first.recording()).isInstanceOf(LiveClassDataDump.class);
        assertThat(classData.plan(image, false)).isEqualTo(ClassDataArchives.Plan.NONE);
    }

    @Test
    void hasAnotherJvmMakeTheArchiveWhereOneThatHasMadeOneMayCrash() {
        for (int release : new int[] {18, 21, 25}) {
            ClassDataArchives.Plan plan = new ClassDataArchives(config(), release, List.of()).plan(image, true);

            assertThat(plan.recording()).isInstanceOf(ClassDataDump.class);
            assertThat(plan.arguments())
                    .anyMatch(argument -> argument.startsWith("-XX:DumpLoadedClassList=" + folder))
                    .doesNotContain(WITH_AGENT);
        }
    }

    @Test
    void tellsNothingToJvmsThatMayNotKnowIt() {
        for (int release : new int[] {11, 26}) {
            assertThat(new ClassDataArchives(config(), release, List.of()).plan(image, false))
                    .isEqualTo(ClassDataArchives.Plan.NONE);
        }
    }

    @Test
    void usesWhatIsThere() throws IOException {
        ClassDataArchives classData = new ClassDataArchives(config(), 17, List.of());
        Path archive = Files.createFile(archiveOf(config(), true));

        ClassDataArchives.Plan plan = classData.plan(image, true);

        assertThat(plan.arguments()).contains("-XX:SharedArchiveFile=" + archive, WITH_AGENT);
        assertThat(plan.recording()).isNull();
    }

    @Test
    void keepsAnArchiveForEachSetOfArgumentsThatMatter() {
        Path plain = archiveOf(config(), false);

        assertThat(archiveOf(config("-Dapp=1"), false)).as("a property").isEqualTo(plain);
        assertThat(archiveOf(config("-XX:+UseZGC"), false)).isNotEqualTo(plain);
        assertThat(archiveOf(config(), true)).as("with our agent").isNotEqualTo(plain);
    }

    @Test
    void staysAwayFromWhatTheUserDoesHimself() {
        assertThat(ClassDataArchives.isPossible(config("-Xmx64m", "-Dx=y"))).isTrue();
        for (String argument : List.of(
                "-Xshare:off",
                "-XX:SharedArchiveFile=x.jsa",
                "-javaagent:x.jar",
                "-XX:AOTCache=x",
                "--patch-module=a=b")) {
            assertThat(ClassDataArchives.isPossible(config(argument)))
                    .as(argument)
                    .isFalse();
        }
        ClusterConfig off = ClusterConfig.builder(image.jar())
                .set(Setting.CLASS_DATA, "off")
                .build();
        assertThat(ClassDataArchives.isPossible(off)).isFalse();
    }

    @Test
    void makesNoneWhereItsPathCouldNotBeSaidToTheJvm() throws IOException {
        AppImage odd = new AppImage(image.jar(), Files.createDirectory(folder.resolve("a b")), null, false);

        assertThat(new ClassDataArchives(config(), 17, List.of()).plan(odd, false))
                .isEqualTo(ClassDataArchives.Plan.NONE);
    }

    private Path archiveOf(ClusterConfig config, boolean withAgent) {
        ClassDataArchives.Plan plan = new ClassDataArchives(config, 17, List.of()).plan(image, withAgent);
        return ((LiveClassDataDump) Objects.requireNonNull(plan.recording())).archive();
    }

    private ClusterConfig config(String... jvmArguments) {
        return ClusterConfig.builder(image.jar())
                .set(Setting.JVM_ARG, jvmArguments)
                .set(Setting.CLASS_DATA, "auto")
                .build();
    }
}
