/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.natives;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.invoke.MethodType;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A Netty whose library implements other methods would not load, in any worker. */
class NettyNamesTest {
    private static final String PREFIX = "io.drover.worker.agent.natives.";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "epoll.LinuxSocket",
                "epoll.Native",
                "epoll.NativeStaticallyReferencedJniMethods",
                "unix.Buffer",
                "unix.ErrorsStaticallyReferencedJniMethods",
                "unix.FileDescriptor",
                "unix.LimitsStaticallyReferencedJniMethods",
                "unix.Socket"
            })
    void declaresWhatTheLibraryImplements(String name) throws ClassNotFoundException {
        String netty = "io.netty.channel." + name;

        assertThat(natives(PREFIX + netty)).isEqualTo(natives(netty));
    }

    private static Set<String> natives(String name) throws ClassNotFoundException {
        return Arrays.stream(Class.forName(name, false, NettyNamesTest.class.getClassLoader())
                        .getDeclaredMethods())
                .filter(method -> Modifier.isNative(method.getModifiers()))
                .map(method -> method.getName()
                        + MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                                .toMethodDescriptorString()
                                .replace(PREFIX.replace('.', '/'), ""))
                .collect(Collectors.toSet());
    }
}
