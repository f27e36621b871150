/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedSpringBootTest {
    private static final String LAUNCHER = "org.springframework.boot.loader.launch.JarLauncher";

    private final Map<String, String> entries = new LinkedHashMap<>();
    private Path folder;
    private Path plain;

    @BeforeEach
    void fill(@TempDir Path temporary) {
        folder = temporary;
        plain = folder.resolve("app.jar");
        entries.put("META-INF/", "");
        entries.put("META-INF/services/of.the.Jar", "top");
        entries.put("org/", "");
        entries.put("org/springframework/boot/loader/launch/JarLauncher.class", "loader");
        entries.put("BOOT-INF/classes/", "");
        entries.put("BOOT-INF/classes/META-INF/", "");
        entries.put("BOOT-INF/classes/example/", "");
        entries.put("BOOT-INF/classes/example/Main.class", "main");
        entries.put("BOOT-INF/lib/a.jar", "library a");
        entries.put("BOOT-INF/lib/b.jar", "library b");
        entries.put("BOOT-INF/lib/spring-boot-jarmode-tools-3.5.jar", "tools");
        entries.put("BOOT-INF/classpath.idx", "- \"BOOT-INF/lib/b.jar\"\n- \"BOOT-INF/lib/a.jar\"\n");
    }

    @Test
    void putsClassesAtTheTopAndLibrariesBesideInTheirOrder() throws IOException {
        assertThat(unpack(LAUNCHER)).isTrue();

        try (JarFile jar = new JarFile(plain.toFile())) {
            Attributes main = jar.getManifest().getMainAttributes();
            assertThat(main.getValue("Main-Class")).isEqualTo("example.Main");
            assertThat(main.getValue("Class-Path")).isEqualTo("lib/b.jar lib/a.jar");
            assertThat(main.getValue("Implementation-Version")).isEqualTo("1.2");
            assertThat(main.getValue("Start-Class")).isNull();
            assertThat(jar.stream().map(ZipEntry::getName))
                    .containsExactlyInAnyOrder(
                            "META-INF/MANIFEST.MF",
                            "META-INF/",
                            "example/",
                            "example/Main.class",
                            "META-INF/services/of.the.Jar");
        }
        assertThat(folder.resolve("lib/a.jar")).hasContent("library a");
        assertThat(folder.resolve("lib")).isDirectoryNotContaining("glob:**jarmode**");
    }

    @Test
    void leavesOtherJarsAlone() throws IOException {
        assertThat(unpack("example.Main")).isFalse();
        assertThat(unpack("org.springframework.boot.loader.launch.PropertiesLauncher"))
                .as("has a class path of its own making")
                .isFalse();
        assertThat(plain).doesNotExist();
    }

    @Test
    void leavesSignedJarsAlone() throws IOException {
        entries.put("META-INF/US.SF", "signature");

        assertThat(unpack(LAUNCHER)).isFalse();
    }

    @Test
    void leavesJarsAloneWhoseLibrariesHaveNamesThatNeedAnEscape() throws IOException {
        entries.put("BOOT-INF/lib/a b.jar", "library");

        assertThat(unpack(LAUNCHER)).isFalse();
    }

    private boolean unpack(String mainClass) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.put(Attributes.Name.MAIN_CLASS, mainClass);
        main.put(Attributes.Name.IMPLEMENTATION_VERSION, "1.2");
        main.putValue("Start-Class", "example.Main");
        Path whole = folder.resolve("whole.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(whole), manifest)) {
            for (Map.Entry<String, String> entry : List.copyOf(entries.entrySet())) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return UnpackedSpringBoot.unpack(whole, plain);
    }
}
