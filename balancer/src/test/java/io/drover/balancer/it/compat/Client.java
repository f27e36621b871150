/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it.compat;

import java.util.List;

/** Asks a server who it is. All connections are closed when a method returns. */
interface Client {
    /** Opens so many connections one after the other, and asks once over each. */
    List<Answer> askOneAfterTheOther(int connections);

    /** Asks so many times over one connection. */
    List<Answer> askOverOneConnection(int requests);

    /** Opens so many connections together, and asks once over each for an answer that comes later. */
    List<Answer> askAtOnce(int connections, int delayMs);
}
