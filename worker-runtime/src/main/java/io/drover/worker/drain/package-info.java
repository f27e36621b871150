/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The end of a worker's service: {@link io.drover.worker.drain.Drain} runs it, {@link
 * io.drover.worker.drain.ConnectionTracker} knows what is open, {@link io.drover.worker.drain.DrainStarted} is how
 * handlers learn of it.
 */
@NullMarked
package io.drover.worker.drain;

import org.jspecify.annotations.NullMarked;
