/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import java.util.regex.Pattern;

/**
 * Lines that a JVM prints because of class data, which nobody has asked for and no log option stops: the application's
 * output stays the application's.
 */
final class ClassDataNotices {
    private static final Pattern NOTICE =
            Pattern.compile("^OpenJDK .* VM warning: This archive was created with AllowArchivingWithJavaAgent\\..*"
                    + "|^ ?Dynamic dump to file /.*"
                    + "|^The process was attached by jcmd and dumped a dynamic archive /.*");

    private ClassDataNotices() {}

    static boolean isOne(String line) {
        return NOTICE.matcher(line).lookingAt();
    }
}
