/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import org.jspecify.annotations.Nullable;

/**
 * What came of an order to have more or fewer workers.
 *
 * @param workers how many there are to be now
 * @param failure why nothing was changed, or null
 */
public record ScaleOutcome(int workers, @Nullable String failure) {}
