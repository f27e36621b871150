/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.bench.compare;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/** The command behind {@code jmh-benchmarks/compare.sh OLD.json NEW.json}. */
public final class CompareResults {
    private static final int SAME_OR_BETTER = 0;
    private static final int WORSE = 1;
    private static final int BAD_USAGE = 2;

    private CompareResults() {}

    /**
     * Prints a table and exits: 0 where nothing has become worse by more than the error bars, 1 where something has, 2
     * for bad usage.
     *
     * @param arguments the two files
     */
    public static void main(String[] arguments) {
        System.exit(run(System.out, System.err, arguments));
    }

    static int run(PrintStream out, PrintStream err, String... arguments) {
        if (arguments.length != 2) {
            err.println("files: " + arguments.length + " (expected: 2, OLD.json and NEW.json)");
            return BAD_USAGE;
        }
        try {
            Comparison comparison =
                    Comparison.of(ResultFile.read(Path.of(arguments[0])), ResultFile.read(Path.of(arguments[1])));
            comparison.lines().forEach(out::println);
            return comparison.count(Change.Verdict.WORSE) > 0 ? WORSE : SAME_OR_BETTER;
        } catch (IllegalArgumentException | IOException e) {
            err.println(e.getMessage());
            return BAD_USAGE;
        }
    }
}
