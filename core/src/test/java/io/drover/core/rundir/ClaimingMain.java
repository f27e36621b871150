/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.rundir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What runs in a {@link ClaimingJvm}: one command for each line of input, one line of output for each. */
final class ClaimingMain {
    static final String TAKEN = "taken";
    static final String DONE = "done";
    static final String FAILED = "failed ";

    private @Nullable RunDirectory held;

    private ClaimingMain() {}

    /** Runs until its input ends, so it can't outlive the test. */
    public static void main(String[] args) throws IOException {
        ClaimingMain claiming = new ClaimingMain();
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            String answer;
            try {
                answer = claiming.answer(line.split(" "));
            } catch (IOException | RuntimeException e) {
                answer = FAILED + e;
            }
            System.out.println(answer.replace('\n', ' '));
        }
    }

    private String answer(String[] words) throws IOException {
        return switch (words[0]) {
            case "claim" -> claim(words[1]);
            case "remove" -> {
                Objects.requireNonNull(held).remove();
                yield DONE;
            }
            case "removeAbandoned" -> {
                RunDirectory.removeAbandoned(Path.of(words[1]));
                yield DONE;
            }
            case "scoreboard" ->
                Files.writeString(Objects.requireNonNull(held).scoreboard(), "x")
                        .toString();
            case "churn" -> churn(words[1], Integer.parseInt(words[2]), Path.of(words[3]));
            case "uid" -> Integer.toString(RunDirectory.currentUid());
            default -> throw new IllegalArgumentException(words[0]);
        };
    }

    private String claim(String name) throws IOException {
        RunDirectory claimed = RunDirectory.claim(name);
        if (claimed == null) {
            return TAKEN;
        }
        held = claimed;
        return claimed.path().toString();
    }

    /** Claims and removes again and again; the marker can't be made while another process holds the directory. */
    private static String churn(String name, int times, Path marker) throws IOException {
        int claims = 0;
        for (int i = 0; i < times; i++) {
            RunDirectory claimed = RunDirectory.claim(name);
            if (claimed != null) {
                claims++;
                Files.createFile(marker);
                Files.writeString(claimed.path().resolve("leftover"), "x");
                Files.delete(marker);
                claimed.remove();
            }
        }
        return Integer.toString(claims);
    }
}
