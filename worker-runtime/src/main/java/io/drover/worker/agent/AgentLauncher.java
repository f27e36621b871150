/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.function.BiConsumer;

/**
 * Where the JVM begins with the agent: with its loader, all of ours on the application's class path. The rest comes from a
 * jar that the application does not see, so that its libraries and the agent's never meet.
 */
public final class AgentLauncher {
    private static final String AGENT = "io.drover.worker.agent.Agent";

    private AgentLauncher() {}

    /**
     * Starts the agent, before the application's main method.
     *
     * @param options the path of the agent's runtime jar, behind what {@link Agent#accept} is given and a comma
     */
    @SuppressWarnings("unchecked")
    public static void premain(String options, Instrumentation instrumentation) {
        int comma = options.indexOf(',');
        try {
            ClassLoader loader = new RuntimeLoader(Path.of(options.substring(comma + 1)));
            // By an interface: newer JDKs put a reflective call with parameters together at run time.
            BiConsumer<String, Instrumentation> agent = Class.forName(AGENT, true, loader)
                    .asSubclass(BiConsumer.class)
                    .getConstructor()
                    .newInstance();
            agent.accept(options.substring(0, comma), instrumentation);
        } catch (ReflectiveOperationException | IOException | RuntimeException | LinkageError e) {
            // The application is not to suffer: it runs as it would without us, and the primary says what is missing.
            // An exception that left this method would end the JVM; a SecurityManager throws one here.
            Throwable cause = e instanceof InvocationTargetException ? e.getCause() : e;
            System.err.println("drover: the agent could not start: " + cause);
        }
    }
}
