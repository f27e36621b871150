/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Changes the sockets of the JDK and of Netty so that they call the agent. */
@NullMarked
package io.drover.worker.agent.instrument;

import org.jspecify.annotations.NullMarked;
