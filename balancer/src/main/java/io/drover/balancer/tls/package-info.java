/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * TLS that ends in the primary.
 *
 * <p>Starting points: {@link io.drover.balancer.tls.TlsServer} has the certificates, {@link
 * io.drover.balancer.tls.TlsSession} is one connection's. Which implementation of TLS does the work is Netty's choice:
 * OpenSSL where netty-tcnative is on the class path, the JDK's own elsewhere. The former ends both directions with the
 * first close_notify, in TLS 1.3, too.
 */
@NullMarked
package io.drover.balancer.tls;

import org.jspecify.annotations.NullMarked;
