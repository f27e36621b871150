/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The agent: makes an application that knows nothing of the cluster a worker of it. */
@NullMarked
package io.drover.worker.agent;

import org.jspecify.annotations.NullMarked;
