/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.cli;

import io.drover.balancer.supervisor.ProcessStat;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;

/**
 * The duty of process 1, which a primary is in many a container: whoever loses its parent becomes a child of process 1,
 * and when it ends stays a zombie, with its entry in the kernel's table, until process 1 asks for its exit status.
 *
 * <p>The JDK waits for the processes that it has started and no others, and has no public call that does. What it waits
 * with is used here, {@code ProcessHandleImpl.completion}: it keeps a table of who is waited for, so a child of the
 * primary's own that is just ending can't lose its exit status to us. balancer.jar opens the package to itself ({@code
 * Add-Opens} in its manifest).
 *
 * <p>Rejected: SIGCHLD ignored, by which the kernel leaves no zombies, as then workers have no exit status either; a
 * shell as process 1 that waits, as a JVM that runs already can't put anything in its own place.
 *
 * <p>Threading: signals come on a thread of the JVM, one after another or at the same time; it has no state.
 */
final class OrphanReaper {
    private static final long FIRST = 1;

    private final Method completion;

    private OrphanReaper(Method completion) {
        this.completion = completion;
    }

    /** Reaps from now on, if this is process 1; where it can't, it says so. */
    static void installWhereFirst(Console console) {
        if (ProcessHandle.current().pid() != FIRST) {
            return;
        }
        try {
            OrphanReaper reaper = new OrphanReaper(openCompletion());
            ProcessSignals.handle("CHLD", reaper::reap);
            // From a script that has become this process.
            reaper.reap();
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            console.print(
                    true,
                    "this is process 1, and this JVM can't reap processes that lose their parent (" + e.getMessage()
                            + "): start it with java -jar, or the container with an init");
        }
    }

    private static Method openCompletion() throws ReflectiveOperationException {
        // Its initializer sets what SIGCHLD does; that must be over before ours is set.
        Class.forName("java.lang.ProcessImpl");
        Method method =
                Class.forName("java.lang.ProcessHandleImpl").getDeclaredMethod("completion", long.class, boolean.class);
        method.setAccessible(true);
        return method;
    }

    /** Signals of the same kind melt into one, so each time all are looked for. */
    private void reap() {
        try {
            for (ProcessStat process : ProcessStat.all()) {
                if (process.isZombie() && process.parent() == FIRST) {
                    completion.invoke(null, process.pid(), true);
                }
            }
        } catch (ReflectiveOperationException e) {
            // The next signal is the next attempt.
        }
    }
}
