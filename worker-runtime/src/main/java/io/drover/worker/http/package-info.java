/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The end of HTTP connections, for applications that embed {@link io.drover.worker.WorkerRuntime}: handlers that are put
 * into a pipeline behind Netty's codec. Needs {@code netty-codec-http}, and {@code netty-codec-http2} for HTTP/2, which
 * the application brings.
 *
 * <p>Starting points: {@link io.drover.worker.http.HttpDrain} for HTTP/1, {@link io.drover.worker.http.Http2Drain} for
 * HTTP/2.
 *
 * <p>Threading: a handler is owned by the event loop of its connection.
 */
@NullMarked
package io.drover.worker.http;

import org.jspecify.annotations.NullMarked;
