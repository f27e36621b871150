/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The life of a worker as both sides see it: {@link io.drover.core.lifecycle.WorkerState} and its legal transitions.
 */
@NullMarked
package io.drover.core.lifecycle;

import org.jspecify.annotations.NullMarked;
