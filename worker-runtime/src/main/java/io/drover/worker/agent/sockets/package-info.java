/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What the application's sockets get from the cluster. */
@NullMarked
package io.drover.worker.agent.sockets;

import org.jspecify.annotations.NullMarked;
