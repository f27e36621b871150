/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What the primary asks of a live JVM.
 *
 * <p>Starting points: {@link io.drover.balancer.jvm.DiagnosticCommand}, which does what {@code jcmd} does.
 *
 * <p>Threading: one of its own for each question.
 */
@NullMarked
package io.drover.balancer.jvm;

import org.jspecify.annotations.NullMarked;
