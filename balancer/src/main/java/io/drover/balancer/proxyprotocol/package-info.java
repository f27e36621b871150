/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The PROXY protocol, by HAProxy: a header in front of a connection's bytes that says who the client is, as text (v1) or
 * in binary (v2). Netty's codec knows what stands in a header; what is here decides which one to write, where one ends
 * and whom to believe.
 *
 * <p>Threading: objects are owned by one relay loop each.
 */
@NullMarked
package io.drover.balancer.proxyprotocol;

import org.jspecify.annotations.NullMarked;
