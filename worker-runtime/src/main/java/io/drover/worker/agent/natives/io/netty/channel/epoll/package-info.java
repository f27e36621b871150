/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What Netty's native library looks for, and no more. */
@NullMarked
package io.drover.worker.agent.natives.io.netty.channel.epoll;

import org.jspecify.annotations.NullMarked;
