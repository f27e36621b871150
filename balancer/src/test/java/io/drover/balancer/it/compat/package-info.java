/**
 * Which servers run in a cluster as they are: the ones below {@code balancer/servers}, which know nothing of Drover.
 *
 * <p>Starting points: {@code ServerCompatibilityIT} for what is tried, {@code TestedServer} for the servers.
 */
@NullMarked
package io.drover.balancer.it.compat;

import org.jspecify.annotations.NullMarked;
