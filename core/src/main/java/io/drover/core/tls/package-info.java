/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Certificates and their keys, as they lie in PEM files.
 *
 * <p>Starting point: {@link io.drover.core.tls.TlsIdentity}.
 */
@NullMarked
package io.drover.core.tls;

import org.jspecify.annotations.NullMarked;
