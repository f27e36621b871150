/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The one place a running cluster keeps files in: {@link io.drover.core.rundir.RunDirectory}. */
@NullMarked
package io.drover.core.rundir;

import org.jspecify.annotations.NullMarked;
