/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What is put under load: clusters, proxies in front of plain processes, Node; all real processes on the loopback
 * address.
 *
 * <p>Starting points: {@link io.drover.loadtest.undertest.Target} and the records that implement it; {@link
 * io.drover.loadtest.undertest.Workbench} is where they are started, and ended.
 *
 * <p>Threading: owned by the thread that runs the scenarios; the workbench may be closed by any.
 */
@NullMarked
package io.drover.loadtest.undertest;

import org.jspecify.annotations.NullMarked;
