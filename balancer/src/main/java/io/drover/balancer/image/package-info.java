/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What workers run: a private copy of the application's jar, and the class data that its workers share.
 *
 * <p>Starting points: {@link io.drover.balancer.image.AppImages} has the image of each generation, {@code ImageCache} is
 * where they are kept from one start to the next, {@code ClassDataArchives} says what a JVM has to be told, {@code
 * ClassDataRecording} is how an archive comes about.
 *
 * <p>Threading: owned by the supervisor thread, except the recorder's own.
 */
@NullMarked
package io.drover.balancer.image;

import org.jspecify.annotations.NullMarked;
