/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import io.drover.balancer.image.AppImage;
import io.drover.balancer.image.AppImages;
import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;

/**
 * What the workers of each generation run. A jar of some hundred megabytes takes a while to copy, and the supervisor has
 * heartbeats to watch meanwhile: all that reads it runs on a thread of its own.
 *
 * <p>Threading: owned by the supervisor thread.
 */
final class PreparedApps {
    private final AppImages images;
    private final ExecutorService thread;
    private final Map<Integer, CompletableFuture<App>> apps = new HashMap<>();

    /**
     * What workers of a generation run.
     *
     * @param image what their JVM is given
     * @param contents what is in it
     */
    record App(AppImage image, BackendContents contents) {}

    /**
     * Makes it, with nothing prepared yet.
     *
     * @param thread where images are made and given up; shut down by {@link #close}
     */
    PreparedApps(AppImages images, ExecutorService thread) {
        this.images = images;
        this.thread = thread;
    }

    /**
     * Tells whether that of a generation is prepared, for good or bad, and has it prepared where nobody has asked before.
     *
     * @param done told on another thread when it is, where this was the first to ask
     */
    boolean prepare(int generation, Runnable done) {
        CompletableFuture<App> app = apps.get(generation);
        if (app == null) {
            app = CompletableFuture.supplyAsync(() -> make(generation), thread);
            apps.put(generation, app);
            app.whenComplete((made, failure) -> done.run());
        }
        return app.isDone();
    }

    private App make(int generation) {
        try {
            AppImage image = images.make(generation);
            return new App(image, BackendContents.of(image.jar()));
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    /**
     * Returns that of a generation, which is prepared.
     *
     * @throws IOException when it could not be; it is tried once more when it is asked for again
     */
    App of(int generation) throws IOException {
        CompletableFuture<App> app = apps.get(generation);
        if (app == null || !app.isDone()) {
            throw new IllegalStateException("generation: " + generation + " (expected: one that is prepared)");
        }
        try {
            return app.join();
        } catch (CompletionException e) {
            apps.remove(generation);
            throw e.getCause() instanceof IOException cause ? cause : new IOException(String.valueOf(e.getCause()), e);
        }
    }

    /** Gives up those of all other generations, also one that is being prepared. */
    void retain(Set<Integer> generations) {
        for (Iterator<Map.Entry<Integer, CompletableFuture<App>>> all =
                        apps.entrySet().iterator();
                all.hasNext(); ) {
            Map.Entry<Integer, CompletableFuture<App>> entry = all.next();
            if (!generations.contains(entry.getKey())) {
                all.remove();
                entry.getValue().thenAcceptAsync(app -> images.release(app.image()), thread);
            }
        }
    }

    /** Gives all up; done when nothing is written any more. */
    CompletableFuture<Void> close() {
        retain(Set.of());
        return CompletableFuture.runAsync(thread::shutdown, thread);
    }
}
