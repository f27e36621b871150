/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.instrument;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Has a class call another class's static methods of the same names and parameters: in its constant pool, where each
 * method that it calls is named once (JVMS 4.4.2), however often it is called.
 *
 * <p>Threading: immutable; safe from any thread.
 */
final class CallRedirection {
    private final Map<String, Set<String>> methods;

    /**
     * Redirects some calls.
     *
     * @param methods names of those whose calls go elsewhere, whatever their parameters, by the class that they are
     *     called on now, as {@code java/lang/Object}
     */
    CallRedirection(Map<String, Set<String>> methods) {
        this.methods = methods;
    }

    /**
     * Redirects those of one class, once.
     *
     * @param constants that class's
     * @param to number of the class that is to be called
     * @return names of the methods that have been found
     */
    Set<String> apply(ConstantPool constants, int to) {
        Set<String> found = new HashSet<>();
        for (Map.Entry<String, Set<String>> each : methods.entrySet()) {
            int owner = constants.classNumber(each.getKey());
            if (owner != 0) {
                redirect(constants, owner, each.getValue(), to, found);
            }
        }
        return found;
    }

    private static void redirect(ConstantPool constants, int owner, Set<String> names, int to, Set<String> found) {
        for (int i = 1; i < constants.count(); i++) {
            if (constants.isMethod(i) && constants.owner(i) == owner && names.contains(constants.name(i))) {
                found.add(constants.name(i));
                constants.setOwner(i, to);
            }
        }
    }
}
