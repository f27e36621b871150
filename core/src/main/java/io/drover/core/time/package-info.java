/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Time: {@link io.drover.core.time.NanoClock}. */
@NullMarked
package io.drover.core.time;

import org.jspecify.annotations.NullMarked;
