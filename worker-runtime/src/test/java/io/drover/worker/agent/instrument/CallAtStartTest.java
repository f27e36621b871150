/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class CallAtStartTest {
    private static final String PARAMETER = "(Ljava/lang/String;)";
    private static final List<String> NOTICES = new ArrayList<>();

    /** Is called. */
    public static final class Hook {
        private Hook() {}

        public static void notice(String text) {
            NOTICES.add(text);
        }
    }

    /** Methods with all that names places in code: jumps, a switch, handlers, objects that are not initialized yet. */
    @SuppressWarnings("UnusedMethod")
    public static final class Closer implements UnaryOperator<String> {
        @Override
        public String apply(String text) {
            return plain(text) + branching(text) + looping(text);
        }

        String plain(String text) {
            return text;
        }

        String branching(String text) {
            try {
                return switch (text.length()) {
                    case 0 -> "none";
                    case 1 -> new String(text.isBlank() ? new char[] {'b'} : text.toCharArray());
                    case 2 -> text.substring(3);
                    default -> text;
                };
            } catch (IndexOutOfBoundsException e) {
                return "caught";
            }
        }

        String looping(String text) {
            while (true) {
                long sum = 0;
                for (int i = 0; i < text.length(); i++) {
                    sum += text.charAt(i);
                }
                if (sum >= 0) {
                    return Long.toString(sum);
                }
            }
        }

        String other(String text) {
            return text;
        }
    }

    @Test
    void callsBeforeAllElseAndChangesNothingElse() throws Exception {
        UnaryOperator<String> closer = closer();

        for (String text : List.of("", " ", "x", "ab", "abc", "xyz")) {
            NOTICES.clear();

            assertThat(closer.apply(text)).isEqualTo(new Closer().apply(text));
            assertThat(NOTICES).containsExactly(text, text, text);
        }
    }

    @Test
    void keepsTheNumbersOfLines() throws Exception {
        UnaryOperator<String> closer = closer();
        int line = lineOfFailure(new Closer());

        assertThat(lineOfFailure(closer)).isEqualTo(line);
    }

    private static int lineOfFailure(UnaryOperator<String> closer) {
        // The first that fails is the one with branches: the plain one lets a null pass.
        Throwable failure = catchThrowable(() -> closer.apply(null));
        assertThat(failure).isInstanceOf(NullPointerException.class);
        return failure.getStackTrace()[0].getLineNumber();
    }

    @SuppressWarnings("unchecked")
    private static UnaryOperator<String> closer() throws Exception {
        byte[] original = ClassFiles.of(Closer.class);
        ConstantPool constants = ConstantPool.of(original);
        int hook = constants.addClass(ClassFiles.internalName(Hook.class));
        byte[] changed = CallAtStart.insert(
                original,
                constants,
                (name, descriptor) -> descriptor.startsWith(PARAMETER)
                                && List.of("plain", "branching", "looping").contains(name)
                        ? constants.addMethod(hook, "notice", PARAMETER + "V")
                        : 0);
        return ClassFiles.load(Closer.class, changed)
                .asSubclass(UnaryOperator.class)
                .getConstructor()
                .newInstance();
    }
}
