/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClassDataNoticesTest {
    @Test
    void knowsWhatJvmsSayAboutArchivesAndNothingElse() {
        assertThat(ClassDataNotices.isOne("OpenJDK 64-Bit Server VM warning: This archive was created with"
                        + " AllowArchivingWithJavaAgent. It should be used for testing purposes only and should not be"
                        + " used in a production environment"))
                .isTrue();
        assertThat(ClassDataNotices.isOne(" Dynamic dump to file /home/a/.cache/drover/b/c.jsa.1"))
                .isTrue();
        assertThat(ClassDataNotices.isOne("The process was attached by jcmd and dumped a dynamic archive /a/b.jsa"))
                .isTrue();
        assertThat(ClassDataNotices.isOne("OpenJDK 64-Bit Server VM warning: Option UseX was deprecated"))
                .isFalse();
        assertThat(ClassDataNotices.isOne("the application's own Dynamic dump to file /x"))
                .isFalse();
    }
}
