/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Netty's native library without Netty: what it takes to load Netty's own classes, an application's start would wait for.
 *
 * <p>Starting points: {@link io.drover.worker.agent.natives.Descriptors}. Below it are the classes that the library looks
 * for and whose methods it implements, with its names, in a package that its file's name gives (JNI's RegisterNatives
 * wants all of them). They have nothing but what the library asks for.
 *
 * <p>Threading: safe from any thread.
 */
@NullMarked
package io.drover.worker.agent.natives;

import org.jspecify.annotations.NullMarked;
