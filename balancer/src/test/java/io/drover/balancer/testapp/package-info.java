/**
 * The application that the integration tests run: a small HTTP server on {@code WorkerRuntime} that misbehaves on
 * demand.
 *
 * <p>Starting points: {@code TestApp} is its main class, {@code Routes} lists what it does when asked.
 */
@NullMarked
package io.drover.balancer.testapp;

import org.jspecify.annotations.NullMarked;
