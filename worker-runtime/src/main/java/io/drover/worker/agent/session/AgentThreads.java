/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.session;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;

/** Every thread of the agent, by name. */
final class AgentThreads {
    private AgentThreads() {}

    /** Returns what runs tasks on one thread: what is said to the primary, the heartbeat, the drain. */
    static ScheduledExecutorService control() {
        return new ScheduledThreadPoolExecutor(1, new ThreadFactory() {
            @Override
            public Thread newThread(Runnable tasks) {
                Thread thread = thread("drover-control", tasks);
                thread.setDaemon(true);
                return thread;
            }
        });
    }

    /** Not with the class loader of the application, which would stay in reach of a thread that never ends. */
    static Thread thread(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setContextClassLoader(AgentThreads.class.getClassLoader());
        return thread;
    }
}
