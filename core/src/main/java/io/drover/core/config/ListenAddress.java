/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.config;

/**
 * An address the user wants shared.
 *
 * @param host as it was written, empty for any
 * @param port from 1 to 65535
 */
public record ListenAddress(String host, int port) {}
