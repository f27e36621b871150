/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.chaos;

import io.drover.loadtest.broken.AnswersWithError;
import io.drover.loadtest.broken.ExitsAtOnce;
import io.drover.loadtest.broken.NeverListens;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/** A deployment that can only go wrong. */
enum BadJar {
    /** Its process ends at once. */
    EXITS_AT_ONCE("exits at once", ExitsAtOnce.class),
    /** Its process runs, and serves nobody. */
    NEVER_LISTENS("never listens", NeverListens.class),
    /** It serves, and says that it can't. */
    ANSWERS_500("answers 500", AnswersWithError.class),
    /** There is no jar. */
    MISSING("missing", null),
    /** It is no jar. */
    CORRUPT("corrupt", null);

    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // a class is
    private final @Nullable Class<?> application;

    BadJar(String label, @Nullable Class<?> application) {
        this.label = label;
        this.application = application;
    }

    String label() {
        return label;
    }

    /** Puts it in the place of a cluster's application. */
    void deployTo(FaultyCluster cluster, Path folder) throws IOException {
        if (this == MISSING) {
            cluster.undeploy();
            return;
        }
        Path jar = Files.createTempFile(folder, "bad", ".jar");
        write(jar);
        cluster.deploy(jar);
        Files.delete(jar);
    }

    /** Writes the jar, where there is one. */
    void write(Path jar) throws IOException {
        if (application == null) {
            Files.write(jar, "PK\003\004 not what it seems".getBytes(StandardCharsets.ISO_8859_1));
            return;
        }
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, application.getName());
        String file = application.getName().replace('.', '/') + ".class";
        try (InputStream code = application.getClassLoader().getResourceAsStream(file);
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            if (code == null) {
                throw new IOException("class: " + file + " (expected: a file of this jar)");
            }
            out.putNextEntry(new JarEntry(file));
            code.transferTo(out);
            out.closeEntry();
        }
    }
}
