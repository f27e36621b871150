/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.cli;

/** What the help text says beside the options. */
final class HelpFooter {
    static final String[] LINES = {
        "",
        "Each option can also be given in the environment (--drain-timeout as DROVER_DRAIN_TIMEOUT; values of",
        "one that may be repeated are parted by blanks) and in the file named by --config. The command line",
        "wins over the environment, the environment over the file. A DROVER_ variable that is no option's is",
        "ignored, and a line says so.",
        "",
        "Durations: 500ms, 30s, 2m, 1h.",
        "",
        "Signals",
        "  TERM, INT   finish the open connections and end; another, 1 s later or more, ends at once",
        "  USR2        replace all workers, one at a time, without losing a connection",
        "  TTIN, TTOU  one worker more, one worker less",
        "",
        "Commands to a running cluster (--help shows what each takes; --name=NAME where there are several)",
        "  status  reload  scale N  drain SLOT  stop  logs [-f]  top  events",
        "",
        "Exit codes",
        "  0  ended as asked    1  failed while running    2  wrong options; nothing was started",
        "",
        "Examples",
        "  java -jar balancer.jar --backend=app.jar",
        "  java -jar balancer.jar --workers=4 --policy=least-connections --backend=app.jar -- --port=9000",
        "  java -jar balancer.jar --backend=app.jar --jvm-arg=-Xmx512m --env=LOG_LEVEL=info",
    };

    private HelpFooter() {}
}
