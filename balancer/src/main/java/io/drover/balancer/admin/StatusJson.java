/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.balancer.supervisor.ClusterStatus;

/**
 * The state of a cluster as operators' programs read it. Apart from the commands, so that a start does not wait for a
 * mapper of which most clusters never make use.
 */
final class StatusJson {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);

    private StatusJson() {}

    static String of(ClusterStatus status) throws JsonProcessingException {
        return MAPPER.writeValueAsString(status);
    }
}
