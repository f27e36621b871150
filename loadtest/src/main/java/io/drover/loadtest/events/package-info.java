/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What operators do to a cluster, and what befalls it, while it is under a constant load: one timeline for all of it.
 *
 * <p>Starting points: {@link io.drover.loadtest.events.EventScenario} and {@link io.drover.loadtest.events.Event}. The
 * cluster is that of the chaos scenarios, which check promises; here it is shown what clients see.
 *
 * <p>Threading: a scenario runs on the thread of the command; its clients have event loops of their own.
 */
@NullMarked
package io.drover.loadtest.events;

import org.jspecify.annotations.NullMarked;
