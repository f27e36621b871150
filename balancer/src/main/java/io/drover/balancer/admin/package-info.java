/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What operators ask of a running cluster. */
@NullMarked
package io.drover.balancer.admin;

import org.jspecify.annotations.NullMarked;
