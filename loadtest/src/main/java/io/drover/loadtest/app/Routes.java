/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.app;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Map;

/**
 * What the application answers, path by path.
 *
 * <p>Threading: immutable, shared by all event loops.
 */
final class Routes {
    private static final long DEFAULT_STEPS = 100_000;
    private static final NumberRange STEPS = new NumberRange(0, 1_000_000_000);

    private static final long DEFAULT_DELAY_MS = 1_000;
    private static final NumberRange DELAY_MS = new NumberRange(0, 600_000);

    private static final long DEFAULT_BYTES = 1 << 20;
    private static final NumberRange BYTES = new NumberRange(0, 999_999_999_999_999L);

    private static final Reply HELLO = Reply.constant("Hello, World!");

    private final Map<String, Route> routes;

    /**
     * Makes the routes of a process.
     *
     * @param crash ends the process at once
     */
    Routes(WorkerIdentity identity, Runnable crash) {
        Reply pid = Reply.constant(Long.toString(identity.pid()));
        routes = Map.of(
                "/", Route.read(Routes::burn),
                "/plaintext", Route.read(request -> HELLO),
                "/json", Route.read(request -> Reply.json(SampleDocument.text())),
                "/bytes", Route.read(Routes::stream),
                "/pid", Route.read(request -> pid),
                "/worker", Route.read(request -> Reply.json(identity.toJson(request.peer()))),
                "/slow", Route.read(Routes::answerLater),
                "/block", Route.read(Routes::block),
                "/crash", Route.read(request -> crash(crash)),
                "/echo", Route.post(Routes::echo));
    }

    /** Tells whether the route will want the body of such a request; any other body may be dropped as it comes. */
    boolean readsBody(HttpMethod method, RequestTarget target) {
        Route route = routes.get(target.path());
        return route != null && route.readsBody() && route.allows(method);
    }

    /** Answers, or says what is wrong with the request. */
    Reply reply(Request request) {
        Route route = routes.get(request.target().path());
        if (route == null) {
            return Reply.text(
                    HttpResponseStatus.NOT_FOUND,
                    "not found: " + request.target().path());
        }
        if (!route.allows(request.method())) {
            return Reply.methodNotAllowed(route);
        }
        try {
            return route.answer().apply(request);
        } catch (InvalidValueException e) {
            return Reply.text(HttpResponseStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    private static Reply burn(Request request) {
        long steps = request.target().number("steps", STEPS, DEFAULT_STEPS);
        return Reply.json("{\"sum\":" + CpuBurn.sum(steps) + "}");
    }

    private static Reply stream(Request request) {
        return Reply.streamed(request.target().number("n", BYTES, DEFAULT_BYTES));
    }

    private static Reply answerLater(Request request) {
        long ms = request.target().number("ms", DELAY_MS, DEFAULT_DELAY_MS);
        return Reply.text("answered after " + ms + " ms").after(ms);
    }

    private static Reply block(Request request) {
        long ms = request.target().number("ms", DELAY_MS, DEFAULT_DELAY_MS);
        try {
            // What must never be done on an event loop is what this route is for: a worker that hangs.
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Reply.text("blocked for " + ms + " ms");
    }

    private static Reply crash(Runnable crash) {
        crash.run();
        throw new IllegalStateException("crash: returned (expected: the end of the process)");
    }

    private static Reply echo(Request request) {
        String contentType = request.headers()
                .get(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_OCTET_STREAM.toString());
        return Reply.of(contentType, request.body());
    }
}
