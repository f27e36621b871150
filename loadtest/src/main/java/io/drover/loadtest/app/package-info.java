/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The sample application, {@code app.jar}: a small HTTP/1.1 server that the comparison puts behind every balancer, and
 * that the tests of the cluster load, block and crash.
 *
 * <p>Starting points: {@link io.drover.loadtest.app.SampleApp} is its command line, {@link
 * io.drover.loadtest.app.Routes} what it answers, {@link io.drover.loadtest.app.HttpExchangeHandler} the order of
 * requests; connections end in {@link io.drover.worker.http.HttpDrain}.
 *
 * <p>Threading: everything of a connection happens on its event loop; what connections share is immutable.
 */
@NullMarked
package io.drover.loadtest.app;

import org.jspecify.annotations.NullMarked;
