/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The primary: accepts connections, hands them to workers, supervises the workers.
 *
 * <p>Starting points: {@link io.drover.balancer.Primary} puts it all together and is the API for embedding; the
 * command line is in {@code cli}.
 */
@NullMarked
package io.drover.balancer;

import org.jspecify.annotations.NullMarked;
