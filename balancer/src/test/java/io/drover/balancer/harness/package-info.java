/**
 * Real clusters for integration tests, here and in other modules.
 *
 * <p>Starting points: {@link io.drover.balancer.harness.ClusterHarness} is the JUnit extension that starts clusters and
 * checks that nothing is left of them, {@link io.drover.balancer.harness.Cluster} is one of them, {@link
 * io.drover.balancer.harness.HttpConnection} a client.
 */
@NullMarked
package io.drover.balancer.harness;

import org.jspecify.annotations.NullMarked;
