/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.cli;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Unix signals. The JDK's only way to handle them is {@code sun.misc.Signal} of module jdk.unsupported, which the
 * compiler warns of in a way that can't be switched off; hence the reflection. The module is there from 9 to 25.
 */
final class ProcessSignals {
    private ProcessSignals() {}

    /**
     * Has a signal run a callback from now on, on a thread of the JVM.
     *
     * @param signal name without SIG
     */
    static void handle(String signal, Runnable callback) {
        try {
            ClassLoader loader = MethodHandles.lookup().lookupClass().getClassLoader();
            Class<?> signalType = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            InvocationHandler invocation = (proxy, method, arguments) -> invoke(callback, proxy, method, arguments);
            Object handler = Proxy.newProxyInstance(loader, new Class<?>[] {handlerType}, invocation);
            signalType
                    .getMethod("handle", signalType, handlerType)
                    .invoke(null, signalType.getConstructor(String.class).newInstance(signal), handler);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("signal " + signal + " can't be handled", e);
        }
    }

    @SuppressWarnings("unused") // the shape that a proxy wants
    private static Object invoke(Runnable callback, Object proxy, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "handle" -> {
                callback.run();
                yield method;
            }
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(callback);
            default -> "signal handler";
        };
    }
}
