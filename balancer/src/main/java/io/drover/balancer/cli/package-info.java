/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The command line: {@link io.drover.balancer.cli.Main} reads it, starts the primary, prints what happens and decides
 * the exit code. Nothing else of the project prints to the console or exits.
 */
@NullMarked
package io.drover.balancer.cli;

import org.jspecify.annotations.NullMarked;
