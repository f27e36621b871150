/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.rundir;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real process beside this one that claims run directories as it is told. Killed when closed. */
final class ClaimingJvm implements AutoCloseable {
    private final Process process;
    private final BufferedWriter commands;
    private final BufferedReader answers;

    private ClaimingJvm(Process process) {
        this.process = process;
        this.commands = process.outputWriter();
        this.answers = process.inputReader();
    }

    /** Starts one whose temp directory is the given folder, without XDG_RUNTIME_DIR. */
    static ClaimingJvm in(Path tempFolder) {
        return start(builder(System.getProperty("java.class.path"), tempFolder));
    }

    /** Starts one with both a temp directory and the given XDG_RUNTIME_DIR. */
    static ClaimingJvm in(Path tempFolder, String runtimeFolder) {
        ProcessBuilder builder = builder(System.getProperty("java.class.path"), tempFolder);
        builder.environment().put("XDG_RUNTIME_DIR", runtimeFolder);
        return start(builder);
    }

    /** Starts one as another user, through setpriv(1); only root can. */
    static ClaimingJvm as(int uid, String classPath, Path tempFolder) {
        ProcessBuilder builder = builder(classPath, tempFolder);
        builder.command().addAll(0, List.of("setpriv", "--reuid=" + uid, "--regid=" + uid, "--clear-groups"));
        return start(builder);
    }

    private static ProcessBuilder builder(String classPath, Path tempFolder) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx32m",
                "-XX:-UsePerfData",
                "-Djava.io.tmpdir=" + tempFolder,
                "-cp",
                classPath,
                ClaimingMain.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().remove("XDG_RUNTIME_DIR");
        return builder;
    }

    private static ClaimingJvm start(ProcessBuilder builder) {
        try {
            return new ClaimingJvm(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives a command and returns the answer. */
    String ask(String command) throws IOException {
        tell(command);
        return answer();
    }

    /** Gives a command of which {@link #answer} is to be asked for later. */
    void tell(String command) throws IOException {
        commands.write(command + "\n");
        commands.flush();
    }

    /** Returns the answer to the last command, when it comes. */
    String answer() throws IOException {
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("the other JVM has ended");
        }
        return answer;
    }

    long pid() {
        return process.pid();
    }

    /** Kills it as the kernel would (SIGKILL), and waits until it is gone. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
