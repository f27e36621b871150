/**
 * What the cluster promises its users, tried with real processes and sockets: a class for each promise or group of them.
 */
@NullMarked
package io.drover.balancer.it;

import org.jspecify.annotations.NullMarked;
