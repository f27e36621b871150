/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.tls;

import java.nio.file.Path;

/**
 * Where a certificate and its key lie.
 *
 * @param certificate a PEM file with the certificate, and those of its issuers behind it
 * @param key a PEM file with the private key, PKCS#8, not encrypted
 */
public record KeyFiles(Path certificate, Path key) {}
