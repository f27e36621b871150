/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What a user can set: from flags, environment, a file and defaults to one checked {@link
 * io.drover.core.config.ClusterConfig}.
 *
 * <p>Starting points: {@link io.drover.core.config.Setting} lists every option with its default and help text,
 * {@link io.drover.core.config.ConfigLoader} checks them all at once.
 */
@NullMarked
package io.drover.core.config;

import org.jspecify.annotations.NullMarked;
