/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What the system allows a process: {@link io.drover.core.limits.DescriptorLimit}, {@link io.drover.core.limits.NativeFolder}. */
@NullMarked
package io.drover.core.limits;

import org.jspecify.annotations.NullMarked;
