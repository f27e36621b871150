/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.image;

import io.drover.balancer.jvm.DiagnosticCommand;
import io.drover.core.config.ClusterConfig;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The class-data archives that workers share: which one fits, and what a JVM has to be told to use or to record it.
 *
 * <h2>How an archive comes about</h2>
 *
 * JDK 17: the first worker on an image that has none keeps a record of the classes it loads (JEP 350, {@code
 * -XX:+RecordDynamicDumpInfo}). When it is ready, and before it gets a connection, it is asked to write them down ({@code
 * jcmd VM.cds dynamic_dump}), which stops it for about a second. All who start later map the file.
 *
 * <p>From 18 on: a JVM that has written an archive is not safe to live on. That of 25.0.3 crashes at its next lambda
 * (SIGSEGV in LambdaProxyClassDictionary::find_lambda_proxy_class). So the first worker only lists the classes it loads
 * ({@code -XX:DumpLoadedClassList}), and when it is ready another JVM makes an archive of them that holds the JDK's
 * classes as well ({@link ClassDataDump}), while the worker serves.
 *
 * <p>Rejected: to record at the exit of a worker ({@code -XX:ArchiveClassesAtExit}), as then drains take longer, and
 * there is no archive before the first stop; a training run, as the application would do what it does a second time; the
 * AOT cache of JEP 483 and 514, as a JVM writes what it has recorded only when it ends, and refuses a cache that was
 * recorded without the agent ("AOT cache has aot-linked classes. It cannot be used when archived full module graph is not
 * used.").
 *
 * <h2>Agents</h2>
 *
 * The JVM writes no archive where an agent is, unless it is told so by a diagnostic option, because classes that agents
 * have changed would end up in it. Ours changes classes of the JDK, which are left out ("From ClassFileLoadHook"). With
 * an agent of the user's own nothing is recorded.
 *
 * <p>Threading: owned by the supervisor thread.
 */
public final class ClassDataArchives {
    private static final InternalLogger LOG = InternalLoggerFactory.getInstance(ClassDataArchives.class);

    /** Arguments of the user that mean the same thing in another way, or with which the JVM makes no archive. */
    private static final List<String> IN_THE_WAY = List.of(
            "-Xshare",
            "-Xlog:cds",
            "-Xlog:disable",
            "-Xbootclasspath",
            "-Xint",
            "-XX:SharedArchiveFile",
            "-XX:ArchiveClassesAtExit",
            "-XX:+AutoCreateSharedArchive",
            "-XX:+RecordDynamicDumpInfo",
            "-XX:DumpLoadedClassList",
            "-XX:SharedClassListFile",
            "-XX:+DisableAttachMechanism",
            "-XX:Flags",
            "-XX:VMOptionsFile",
            "-XX:AOT",
            "-javaagent",
            "-agent",
            "-cp",
            "-classpath",
            "--class-path",
            "--module-path",
            "--upgrade-module-path",
            "--patch-module",
            "--limit-modules",
            "@");

    /** What only the user's code sees decides nothing. */
    private static final String PROPERTY = "-D";

    /** Where a JVM is known to live on safely after it has written an archive. */
    private static final int LIVE_RELEASE = 17;

    /** Later ones may not know the options any more, and would not start. */
    private static final int LAST_RELEASE = 25;

    /** Arguments of the user that decide nothing about classes, and would have the JVM that makes the archive do things. */
    private static final List<String> NOT_FOR_DUMP = List.of(
            PROPERTY,
            "-Xlog",
            "-XX:StartFlightRecording",
            "-XX:FlightRecorderOptions",
            "-XX:OnError",
            "-XX:OnOutOfMemoryError",
            "-XX:NativeMemoryTracking");

    private static final int MAX_PATH_BYTES = 1000;

    private final Path java;
    private final int javaFeature;
    private final List<String> options;
    private final List<String> arguments;
    private final boolean flightRecording;
    private final Set<Path> recorded = new HashSet<>();

    /**
     * Makes it.
     *
     * @param config of the workers' JVMs
     * @param javaFeature their release, such as 17
     * @param options that all of them are given, besides the user's arguments
     */
    public ClassDataArchives(ClusterConfig config, int javaFeature, List<String> options) {
        this.options = List.copyOf(options);
        this.java = config.jvm().java();
        this.javaFeature = javaFeature;
        this.arguments = config.jvm().arguments();
        this.flightRecording = config.jvm().flightRecording();
    }

    /** Tells whether the workers of a cluster can share class data at all. */
    static boolean isPossible(ClusterConfig config) {
        ClusterConfig.Jvm jvm = config.jvm();
        return jvm.classData()
                && jvm.debugPort() == 0
                && !System.getenv().containsKey("JDK_JAVA_OPTIONS")
                && !System.getenv().containsKey("JAVA_TOOL_OPTIONS")
                && jvm.environment().keySet().stream()
                        .noneMatch(name -> name.equals("JDK_JAVA_OPTIONS") || name.equals("JAVA_TOOL_OPTIONS"))
                && jvm.arguments().stream()
                        .noneMatch(argument -> IN_THE_WAY.stream().anyMatch(argument::startsWith))
                && Files.exists(baseArchive(jvm.java()));
    }

    /** Every HotSpot JDK comes with one; what has none is another JVM, or was built without. */
    private static Path baseArchive(Path java) {
        try {
            return java.toRealPath().resolveSibling("../lib/server/classes.jsa").normalize();
        } catch (IOException e) {
            return java.resolveSibling("none");
        }
    }

    /**
     * What a worker is told.
     *
     * @param arguments for its JVM
     * @param recording what is to be done when it is ready, or null
     */
    public record Plan(List<String> arguments, @Nullable ClassDataRecording recording) {
        /** Neither used nor recorded. */
        static final Plan NONE = new Plan(List.of(), null);
    }

    /**
     * Returns what the next worker on an image is told.
     *
     * @param withAgent whether our agent is in it
     */
    public Plan plan(AppImage image, boolean withAgent) {
        Path folder = image.folder();
        if (folder == null || javaFeature < LIVE_RELEASE || javaFeature > LAST_RELEASE) {
            return Plan.NONE;
        }
        try {
            Path archive = folder.resolve(key(withAgent) + ".jsa");
            if (Files.exists(archive)) {
                return new Plan(using(archive, withAgent), null);
            }
            // Once only: where it fails, or the JVM does not want the result, it would again.
            return isPlain(archive) && recorded.add(archive) ? recording(image, archive, withAgent) : Plan.NONE;
        } catch (IOException e) {
            LOG.debug("class data: {}", folder, e);
            return Plan.NONE;
        }
    }

    /** The path becomes part of a command with arguments of its own. */
    private static boolean isPlain(Path archive) {
        String path = archive.toString();
        return path.length() < MAX_PATH_BYTES && path.matches("[\\p{Alnum}/._@+-]+");
    }

    /** An archive fits one build of the JDK only, and one way of laying out memory. */
    private String key(boolean withAgent) throws IOException {
        ContentKey key =
                new ContentKey("class data 2").withIdentity(baseArchive(java)).with("agent " + withAgent);
        // It changes classes, and loads more.
        key.with("recording " + flightRecording);
        arguments.stream().filter(argument -> !argument.startsWith(PROPERTY)).forEach(key::with);
        return key.name();
    }

    private List<String> using(Path archive, boolean withAgent) {
        List<String> told = quiet(withAgent);
        told.add("-XX:SharedArchiveFile=" + archive);
        // Mapped elsewhere than where it was made for, every page with a pointer is copied, and shared with nobody.
        told.add("-XX:ArchiveRelocationMode=0");
        return told;
    }

    private Plan recording(AppImage image, Path archive, boolean withAgent) {
        List<String> told = quiet(withAgent);
        if (javaFeature == LIVE_RELEASE) {
            told.add("-XX:+RecordDynamicDumpInfo");
            told.add(DiagnosticCommand.LISTENING);
            return new Plan(told, new LiveClassDataDump(archive));
        }
        Path list = archive.resolveSibling(archive.getFileName() + "." + UUID.randomUUID());
        told.add("-XX:DumpLoadedClassList=" + list);
        return new Plan(told, new ClassDataDump(dumpingJvm(), list, image.jar(), archive));
    }

    private List<String> dumpingJvm() {
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(options);
        arguments.stream()
                .filter(argument -> NOT_FOR_DUMP.stream().noneMatch(argument::startsWith))
                .forEach(command::add);
        return command;
    }

    /** An archive that does not fit is no matter for whoever reads the application's output. */
    private List<String> quiet(boolean withAgent) {
        List<String> told = new ArrayList<>(List.of("-XX:+UnlockDiagnosticVMOptions", "-Xlog:cds=off"));
        told.add("-Xlog:cds+dynamic=off");
        if (withAgent && javaFeature == LIVE_RELEASE) {
            told.add("-XX:+AllowArchivingWithJavaAgent");
        }
        return told;
    }
}
