/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import io.drover.core.control.Endpoint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Starts what a test relays through, and ends it with the test. */
final class Fronts implements AfterEachCallback {
    private final List<FrontFixture> started = new ArrayList<>();

    /**
     * Starts relaying to so many upstreams.
     *
     * @param options {@code name=value}, without the dashes
     */
    FrontFixture start(Path folder, int upstreams, String... options) {
        return start(folder, new Endpoint.Tcp("127.0.0.1", 0), upstreams, options);
    }

    FrontFixture start(Path folder, Endpoint at, int upstreams, String... options) {
        FrontFixture front = FrontFixture.start(folder, at, upstreams, options);
        started.add(front);
        return front;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        started.forEach(FrontFixture::close);
    }
}
