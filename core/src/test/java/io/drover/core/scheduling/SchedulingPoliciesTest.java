/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchedulingPoliciesTest {
    private static final ClassLoader LOADER = SchedulingPoliciesTest.class.getClassLoader();

    @ParameterizedTest
    @MethodSource
    void findsABuiltInPolicyByItsName(String name, Class<?> type) {
        assertThat(SchedulingPolicies.byName(name, LOADER).get()).isExactlyInstanceOf(type);
    }

    static Stream<Arguments> findsABuiltInPolicyByItsName() {
        return Stream.of(
                Arguments.of("round-robin", RoundRobin.class),
                Arguments.of("least-connections", LeastConnections.class),
                Arguments.of("random-two", RandomTwo.class),
                Arguments.of("ip-hash", IpHash.class));
    }

    @Test
    void findsAPolicyOfTheUsersOwnByItsClassName() {
        assertThat(SchedulingPolicies.byName(LastOfAll.class.getName(), LOADER).get())
                .isExactlyInstanceOf(LastOfAll.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"round-robin", "io.drover.core.scheduling.SchedulingPoliciesTest$LastOfAll"})
    void givesEveryListenerAnInstanceOfItsOwn(String name) {
        Supplier<SchedulingPolicy> policies = SchedulingPolicies.byName(name, LOADER);

        assertThat(policies.get()).isNotSameAs(policies.get());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "roundrobin", "Round-Robin", "none", " round-robin"})
    void refusesANameThatNoPolicyHas(String name) {
        assertRefused(name, "no policy has this name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"com.example.Missing", "io.drover.core.scheduling.roundrobin", ".", "a..b", "../x"})
    void refusesAClassThatIsNotThere(String name) {
        assertRefused(name, "no such class on the class path");
    }

    @Test
    void refusesAClassThatIsNoPolicy() {
        assertRefused("java.lang.String", "the class does not implement io.drover.core.scheduling.SchedulingPolicy");
    }

    @ParameterizedTest
    @ValueSource(classes = {NeedsAnArgument.class, HiddenConstructor.class})
    void refusesAClassWithoutAPublicConstructorWithoutArguments(Class<?> type) {
        assertRefused(type.getName(), "it has no public constructor without arguments");
    }

    @ParameterizedTest
    @ValueSource(classes = {Abstract.class, NotPublic.class, SchedulingPolicy.class})
    void refusesAClassThatIsAbstractOrNotPublic(Class<?> type) {
        assertRefused(type.getName(), "the class is not public, or abstract");
    }

    @Test
    void refusesAClassWhoseConstructorFailsAndSaysWhy() {
        assertRefused(
                FailingConstructor.class.getName(),
                "its constructor failed: java.lang.UnsupportedOperationException: no licence");
    }

    @Test
    void refusesAClassThatCantBeLoadedAndSaysWhy() {
        assertRefused(
                "io.drover.core.scheduling.SchedulingPoliciesTest$FailingInitializer",
                "the class can't be loaded: java.lang.ExceptionInInitializerError");
    }

    private static void assertRefused(String name, String message) {
        assertThatThrownBy(() -> SchedulingPolicies.byName(name, LOADER))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    /** A policy as a user would write it. */
    public static class LastOfAll implements SchedulingPolicy {
        @Override
        public int choose(Candidates candidates, long clientKey) {
            return candidates.count() - 1;
        }
    }

    public static class NeedsAnArgument extends LastOfAll {
        public NeedsAnArgument(String argument) {
            assertThat(argument).isNotNull();
        }
    }

    public static class HiddenConstructor extends LastOfAll {
        HiddenConstructor() {}
    }

    public abstract static class Abstract extends LastOfAll {
        public Abstract() {}
    }

    static class NotPublic extends LastOfAll {
        public NotPublic() {}
    }

    public static class FailingConstructor extends LastOfAll {
        public FailingConstructor() {
            throw new UnsupportedOperationException("no licence");
        }
    }

    public static class FailingInitializer extends LastOfAll {
        private static final int NUMBER = Integer.parseInt("not a number");

        public FailingInitializer() {
            assertThat(NUMBER).isZero();
        }
    }
}
