/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The load generator: a closed loop of requests on epoll, and what it counts.
 *
 * <p>Starting points: {@link io.drover.loadtest.generator.Generator}, and {@link
 * io.drover.loadtest.generator.LoadConnection} for what happens to a request.
 *
 * <p>Threading: all of a run happens on the generator's event loop.
 */
@NullMarked
package io.drover.loadtest.generator;

import org.jspecify.annotations.NullMarked;
