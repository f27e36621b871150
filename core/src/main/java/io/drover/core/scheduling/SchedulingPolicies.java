/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.scheduling;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Finds a scheduling policy by the name the user gives it. */
public final class SchedulingPolicies {
    /** The name under which no policy is asked at all: workers share the listening socket and the kernel decides. */
    public static final String NONE = "none";

    /** The name of the policy by which a client stays with its worker. */
    public static final String IP_HASH = "ip-hash";

    private static final Map<String, Supplier<SchedulingPolicy>> BUILT_IN = new TreeMap<>(Map.of(
            "round-robin",
            RoundRobin::new,
            "least-connections",
            LeastConnections::new,
            "random-two",
            RandomTwo::new,
            IP_HASH,
            IpHash::new));

    private SchedulingPolicies() {}

    /** Returns the names of the built-in policies, in alphabetical order; {@link #NONE} is not among them. */
    public static Set<String> names() {
        return Collections.unmodifiableSet(BUILT_IN.keySet());
    }

    /**
     * Returns a source of instances of the named policy, one for each listener.
     *
     * @param name a built-in name, or the full name of a class that implements {@link SchedulingPolicy}
     * @param loader where such a class is looked for
     * @throws IllegalArgumentException when there is no such policy or it can't be made; the message says why
     */
    public static Supplier<SchedulingPolicy> byName(String name, ClassLoader loader) {
        Supplier<SchedulingPolicy> builtIn = BUILT_IN.get(name);
        if (builtIn != null) {
            return builtIn;
        }
        if (name.indexOf('.') < 0) {
            throw new IllegalArgumentException("no policy has this name");
        }
        Class<?> type = classByName(name, loader);
        if (!SchedulingPolicy.class.isAssignableFrom(type)) {
            throw new IllegalArgumentException("the class does not implement " + SchedulingPolicy.class.getName());
        }
        if (!Modifier.isPublic(type.getModifiers()) || Modifier.isAbstract(type.getModifiers())) {
            throw new IllegalArgumentException("the class is not public, or abstract");
        }
        instantiate(type);
        return () -> instantiate(type);
    }

    private static Class<?> classByName(String name, ClassLoader loader) {
        try {
            return Class.forName(name, true, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException("no such class on the class path", e);
        } catch (LinkageError e) {
            throw new IllegalArgumentException("the class can't be loaded: " + e, e);
        }
    }

    private static SchedulingPolicy instantiate(Class<?> type) {
        try {
            return (SchedulingPolicy) type.getConstructor().newInstance();
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException("its constructor failed: " + e.getCause(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("it has no public constructor without arguments", e);
        }
    }
}
