/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import java.io.File;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the command of a worker is run.
 *
 * <p>A shell replaces itself by the program, so the pid, the signals and the exit status are the program's own. It leads a
 * session, where there is setsid(1), so that all that the program starts can be found, and a terminal does not know of it.
 *
 * <p>Beside it a guard waits for the end of the worker's input, which the primary holds open. It closes when the worker's
 * process ends, and then the primary sees to the rest; or when the primary is killed. Then the guard sends SIGTERM in its
 * place, and SIGKILL after the drain timeout. It is no child of the program, which may not expect one. And it holds the
 * worker's stderr open, whose end the primary waits for: a primary that ended before its guards have looked would be
 * taken for one that was killed.
 */
final class CommandLine {
    private static final String SETSID = "setsid";
    private static final Pattern ASSIGNMENT = Pattern.compile("\\s*[A-Za-z_][A-Za-z0-9_]*=.*", Pattern.DOTALL);

    /**
     * Its name is whom to signal, its arguments are the primary's pid and how many seconds that may take. A process that is
     * dead has no program (proc(5)), even if nobody has asked yet how it ended. Every shell reads signals in words.
     */
    private static final String GUARD =
            "read -r nothing <&3; [ ! -e /proc/$1/exe ] || exit 0; kill -s TERM -- \"$0\"; n=$2; while kill -s 0 -- \"$0\"; "
                    + "do [ \"$n\" -gt 0 ] || kill -s KILL -- \"$0\"; sleep 1; n=$((n - 1)); done";

    private final @Nullable String setsid;

    private CommandLine(@Nullable String setsid) {
        this.setsid = setsid;
    }

    /** Looks for what there is on a path, as in the environment variable PATH. */
    static CommandLine detect(String path) {
        for (String folder : path.split(File.pathSeparator, -1)) {
            File file = new File(folder, SETSID);
            if (file.isAbsolute() && file.canExecute()) {
                return new CommandLine(file.getPath());
            }
        }
        return new CommandLine(null);
    }

    /** Tells whether what it runs leads a session. */
    boolean makesSession() {
        return setsid != null;
    }

    /**
     * Returns what to start.
     *
     * @param line a program and its arguments, as a shell reads them; assignments to variables may come before
     * @param arguments more of them, as they are
     * @param drainTimeout for what is left when the primary is gone; counts in seconds
     */
    List<String> of(String line, List<String> arguments, Duration drainTimeout) {
        // Ctrl-C of a terminal is the primary's; all that is started here is deaf to it where it has no session.
        String script = "trap '' INT HUP; exec 3<&0 </dev/null; ( " + guard(drainTimeout) + " & ); exec 3<&-; exec "
                + (ASSIGNMENT.matcher(line).matches() ? "env " : "") + line + " \"$@\"";
        List<String> command = new ArrayList<>();
        if (setsid != null) {
            command.add(setsid);
        }
        command.addAll(List.of("/bin/sh", "-c", script, "sh"));
        command.addAll(arguments);
        return command;
    }

    private String guard(Duration drainTimeout) {
        long seconds = drainTimeout.plusMillis(999).toSeconds();
        String run = setsid == null ? "/bin/sh" : "'" + setsid + "' /bin/sh";
        String whom = setsid == null ? "$$" : "-$$";
        return run + " -c '" + GUARD + "' " + whom + " "
                + ProcessHandle.current().pid() + " " + seconds + " 4>&2 >/dev/null 2>&1";
    }
}
