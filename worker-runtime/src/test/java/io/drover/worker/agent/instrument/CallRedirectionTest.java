/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class CallRedirectionTest {
    private static final String SYSTEM = ClassFiles.internalName(TheSystem.class);
    private static final String HOOK = ClassFiles.internalName(Hook.class);

    /** What the calls go to as javac made them. */
    public static final class TheSystem {
        private TheSystem() {}

        public static int bind(int fd) {
            return fd;
        }

        public static int bind(int fd, String address) {
            return fd + address.length();
        }

        public static int poll(int fd) {
            return fd;
        }
    }

    /** What they are to go to; it has no poll. */
    public static final class Hook {
        private Hook() {}

        public static int bind(int fd) {
            return 1_000 + fd;
        }

        public static int bind(int fd, String address) {
            return 10_000 + fd + address.length();
        }
    }

    /** Calls, from plain code, from a jump's target, and by a reference to a method. */
    public static final class Caller implements IntUnaryOperator {
        @Override
        public int applyAsInt(int fd) {
            int bound = fd < 0 ? 0 : TheSystem.bind(fd);
            IntUnaryOperator reference = TheSystem::bind;
            return bound + TheSystem.bind(fd, "xyz") + TheSystem.poll(fd) + reference.applyAsInt(fd);
        }
    }

    @Test
    void sendsTheNamedCallsElsewhereAndNoOthers() throws Exception {
        ConstantPool constants = ConstantPool.of(ClassFiles.of(Caller.class));

        Set<String> found =
                new CallRedirection(Map.of(SYSTEM, Set.of("bind"))).apply(constants, constants.addClass(HOOK));

        assertThat(found).containsExactly("bind");
        assertThat(run(constants.toClassFile(), 5)).isEqualTo(1_005 + 10_008 + 5 + 1_005);
    }

    @Test
    void leavesAClassThatDoesNotCallAsItIs() throws Exception {
        ConstantPool constants = ConstantPool.of(ClassFiles.of(Caller.class));

        Set<String> found = new CallRedirection(Map.of(SYSTEM, Set.of("listen"), "java/lang/Other", Set.of("bind")))
                .apply(constants, constants.addClass(HOOK));

        assertThat(found).isEmpty();
        assertThat(run(constants.toClassFile(), 5)).isEqualTo(5 + 8 + 5 + 5);
    }

    @Test
    void refusesAConstantPoolOfAnUnknownFormat() throws Exception {
        byte[] file = ClassFiles.of(Caller.class);
        // The first entry's tag.
        file[10] = 77;

        assertThatThrownBy(() -> ConstantPool.of(file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("constant pool: tag 77 (expected: 1 to 20)");
    }

    private static int run(byte[] changed, int fd) throws Exception {
        IntUnaryOperator caller = ClassFiles.load(Caller.class, changed)
                .asSubclass(IntUnaryOperator.class)
                .getConstructor()
                .newInstance();
        return caller.applyAsInt(fd);
    }
}
