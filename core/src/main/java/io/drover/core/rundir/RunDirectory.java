/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.rundir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The private directory of one cluster: its control socket, its lock, and a link to its scoreboard.
 *
 * <pre>
 *   $XDG_RUNTIME_DIR/drover-NAME/        (or the temp directory: drover-UID-NAME), mode 0700
 *     lock            locked by the primary as long as it lives; holds its process id
 *     control.sock    where workers join
 *     scoreboard      the shared-memory file, or a link to it on tmpfs
 *     lib….so         the agent's native library, or a link to it where the system loads none from here
 *     flights         what recordings of hung workers go through
 *     app-N.jar       what workers of generation N run, where it is not kept elsewhere
 * </pre>
 *
 * <p>Whoever holds the lock owns the directory. A lock dies with its process, so a directory that a killed primary left
 * can be told from one in use, and is removed by the next who comes: a worker that lost its primary, or the next
 * primary of that name.
 *
 * <p>Threading: confined to the thread that starts or ends the process.
 */
public final class RunDirectory {
    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");
    private static final Path OWN_STATUS = Path.of("/proc/self/status");
    private static final String LOCK = "lock";
    private static final String CONTROL_SOCKET = "control.sock";
    private static final String SCOREBOARD = "scoreboard";
    private static final String AGENT = "agent.jar";
    private static final String AGENT_RUNTIME = "agent-runtime.jar";

    /**
     * The native library of the agent, unpacked, or every worker would unpack its own. Netty's looks at its file's name for
     * the package that its classes have been moved to.
     */
    public static final String AGENT_TRANSPORT = "libio_drover_worker_agent_natives_netty_transport_native_epoll.so";

    /** What follows is left to us; the name of the package is not. */
    private static final String AGENT_TRANSPORT_PREFIX = AGENT_TRANSPORT.replace(".so", "-");

    private static final String FLIGHTS = "flights";
    private static final String PREFIX = "drover-";
    private static final Set<String> KNOWN =
            Set.of(LOCK, CONTROL_SOCKET, SCOREBOARD, AGENT, AGENT_RUNTIME, AGENT_TRANSPORT, FLIGHTS);
    private static final Pattern APP = Pattern.compile("app-[0-9]+\\.jar");

    /** sun_path of unix(7) holds 108 bytes with the closing zero. */
    private static final int MAX_SOCKET_PATH_BYTES = 107;

    /**
     * The directories this process has claimed. Exception to "no statics holding state": a lock of fcntl(2) belongs to
     * the process and is gone when any descriptor of the file is closed, so a second cluster of the same name in one
     * process must be refused without opening the file.
     */
    private static final Set<Path> CLAIMED = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel lockFile;

    private RunDirectory(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /**
     * Makes and locks the directory of a cluster; what a dead primary of the same name left in it is removed first.
     *
     * @param name of the cluster
     * @return the directory, or null when a live primary has this name
     * @throws IOException when it can't be made, or is not safe to use (another owner, open to others)
     */
    public static @Nullable RunDirectory claim(String name) throws IOException {
        Path path = pathOf(name, System.getenv());
        if (path.resolve(CONTROL_SOCKET).toString().getBytes(StandardCharsets.UTF_8).length > MAX_SOCKET_PATH_BYTES) {
            throw new IOException("name: " + name + " (expected: a shorter name, the path of its control socket in "
                    + path + " has more than " + MAX_SOCKET_PATH_BYTES + " bytes)");
        }
        if (!CLAIMED.add(path)) {
            return null;
        }
        RunDirectory directory = null;
        try {
            directory = claim(path);
            removeAbandonedBeside(path);
            return directory;
        } finally {
            if (directory == null) {
                CLAIMED.remove(path);
            }
        }
    }

    private static @Nullable RunDirectory claim(Path path) throws IOException {
        // Whoever removes an abandoned directory may do so between any two of these steps; then they start again.
        for (int attempt = 0; attempt < 100; attempt++) {
            makePrivate(path);
            try (LockAttempt attempted = LockAttempt.on(path.resolve(LOCK))) {
                if (attempted.isHeldByAnother()) {
                    return null;
                }
                if (attempted.isStillAt(path.resolve(LOCK))) {
                    // Once more, as somebody else may have made the directory again since it was looked at.
                    refuseUnsafe(path);
                    RunDirectory directory = new RunDirectory(path, attempted.file());
                    directory.removeContents();
                    directory.writePid();
                    attempted.keep();
                    return directory;
                }
            } catch (NoSuchFileException e) {
                // Removed since: once more.
            }
        }
        throw new IOException("run directory: " + path + " (expected: one that can be locked)");
    }

    /** Clusters of other names whose primary and workers were all killed have nobody else to clean up after them. */
    private static void removeAbandonedBeside(Path own) throws IOException {
        try (DirectoryStream<Path> directories =
                Files.newDirectoryStream(own.resolveSibling(""), RunDirectory::hasOnlyWhatWeMake)) {
            directories.forEach(RunDirectory::removeAbandoned);
        }
    }

    /** The name alone is no proof: nothing that somebody else has put there may be lost. */
    private static boolean hasOnlyWhatWeMake(Path path) {
        if (!String.valueOf(path.getFileName()).startsWith(PREFIX)
                || !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                || !Files.exists(path.resolve(LOCK))) {
            return false;
        }
        try (Stream<Path> entries = Files.list(path)) {
            return entries.map(entry -> String.valueOf(entry.getFileName()))
                    .allMatch(name -> KNOWN.contains(name) || APP.matcher(name).matches());
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Removes the directory of a primary that is gone. Does nothing while a live primary has it, this process included,
     * nor where the path is not that of a run directory.
     *
     * @param path the directory, as its primary named it to the worker
     */
    public static void removeAbandoned(Path path) {
        Path directory = path.toAbsolutePath();
        Path name = directory.getFileName();
        if (name == null || !name.toString().startsWith(PREFIX) || !CLAIMED.add(directory)) {
            return;
        }
        try (LockAttempt attempted = LockAttempt.on(directory.resolve(LOCK))) {
            if (!attempted.isHeldByAnother() && attempted.isStillAt(directory.resolve(LOCK))) {
                refuseUnsafe(directory);
                new RunDirectory(directory, attempted.file()).remove();
            }
        } catch (IOException e) {
            // Somebody else was faster, or the next primary of this name will do it.
        } finally {
            CLAIMED.remove(directory);
        }
    }

    /**
     * Returns where the cluster of the given name has its directory.
     *
     * @param environment of this process: {@code XDG_RUNTIME_DIR} is honoured
     */
    private static Path pathOf(String name, Map<String, String> environment) throws IOException {
        String runtime = environment.get("XDG_RUNTIME_DIR");
        if (runtime != null && !runtime.isEmpty() && isOurDirectory(Path.of(runtime))) {
            return Path.of(runtime, PREFIX + name).toAbsolutePath();
        }
        // The temp directory is everybody's, so the user is part of the name.
        return Path.of(System.getProperty("java.io.tmpdir"), PREFIX + currentUid() + "-" + name)
                .toAbsolutePath();
    }

    /** After su or sudo -E the variable still names the directory of another user. */
    private static boolean isOurDirectory(Path path) throws IOException {
        return Files.isDirectory(path) && uidOf(path) == currentUid();
    }

    /** Returns the names of this user's clusters whose primary runs. */
    public static List<String> running() throws IOException {
        Path any = pathOf("", System.getenv());
        String prefix = String.valueOf(any.getFileName());
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(any.resolveSibling(""))) {
            for (Path directory : directories) {
                String file = String.valueOf(directory.getFileName());
                if (file.startsWith(prefix) && hasLivePrimary(directory)) {
                    names.add(file.substring(prefix.length()));
                }
            }
        }
        Collections.sort(names);
        return names;
    }

    private static boolean hasLivePrimary(Path directory) {
        if (!Files.exists(directory.resolve(LOCK))) {
            return false;
        }
        try (LockAttempt attempted = LockAttempt.on(directory.resolve(LOCK))) {
            return attempted.isHeldByAnother();
        } catch (IOException e) {
            // Another user's, or gone meanwhile.
            return false;
        }
    }

    /** Returns the path of the control socket of the cluster with the given name. */
    public static Path controlSocketOf(String name) throws IOException {
        return pathOf(name, System.getenv()).resolve(CONTROL_SOCKET);
    }

    /** Returns the numeric user id that this process has. */
    public static int currentUid() throws IOException {
        // Not the owner of /proc/self: that link is root's, and what it leads to is too where java has capabilities.
        for (String line : ownStatus()) {
            if (line.startsWith("Uid:")) {
                String effective = line.split("\\s+", -1)[2];
                return Integer.parseUnsignedInt(effective);
            }
        }
        throw new IOException(OWN_STATUS + ": no Uid (expected: that of proc(5))");
    }

    private static List<String> ownStatus() throws IOException {
        try {
            return Files.readAllLines(OWN_STATUS);
        } catch (IOException e) {
            // Its own message is the path and nothing else.
            throw new IOException(OWN_STATUS + ": can't be read (expected: proc(5) to be mounted at /proc)", e);
        }
    }

    /** Returns the directory itself. */
    public Path path() {
        return path;
    }

    /** Returns the path of the control socket. */
    public Path controlSocket() {
        return path.resolve(CONTROL_SOCKET);
    }

    /**
     * Returns where the scoreboard file is to be made: on tmpfs wherever there is one, because a store into a page of a
     * disk file can wait for the disk while that page is written back.
     *
     * @throws IOException when the link to it can't be made
     */
    public Path scoreboard() throws IOException {
        Path inside = path.resolve(SCOREBOARD);
        if (Files.getFileStore(path).type().equals("tmpfs") || !Files.isWritable(SHARED_MEMORY)) {
            return inside;
        }
        // Not our pid: in two containers that share /dev/shm both primaries can be process 1.
        Path outside = SHARED_MEMORY.resolve(path.getFileName() + "-" + UUID.randomUUID());
        Files.createSymbolicLink(inside, outside);
        return outside;
    }

    /** Returns the path of the agent's jar, which is on the class path of applications. */
    public Path agent() {
        return path.resolve(AGENT);
    }

    /** Returns the path of the jar with all that the agent needs, which applications don't see. */
    public Path agentRuntime() {
        return path.resolve(AGENT_RUNTIME);
    }

    /** Returns the path of the native library that the agent needs. */
    public Path agentTransport() {
        return path.resolve(AGENT_TRANSPORT);
    }

    /**
     * Has the native library be a link, since the system loads none from this directory.
     *
     * @param folder where it does
     * @return where the library is to be written; it is removed with the directory
     */
    public Path agentTransportIn(Path folder) throws IOException {
        Path outside = folder.resolve(AGENT_TRANSPORT_PREFIX + UUID.randomUUID() + ".so");
        Files.deleteIfExists(agentTransport());
        // The link first: whatever happens then, somebody knows of the file.
        Files.createSymbolicLink(agentTransport(), outside);
        return outside;
    }

    /** Returns the path of the folder that workers' flight recordings go through; the first of them makes it. */
    public Path flights() {
        return path.resolve(FLIGHTS);
    }

    /** Returns the path of the copy of the application's jar that workers of the given generation run. */
    public Path app(int generation) {
        return path.resolve("app-" + generation + ".jar");
    }

    /** Removes all files, the directory, and gives up the lock. Safe to call twice. */
    public void remove() throws IOException {
        if (!lockFile.isOpen()) {
            return;
        }
        removeContents();
        Files.deleteIfExists(path.resolve(LOCK));
        try {
            Files.deleteIfExists(path);
        } catch (DirectoryNotEmptyException e) {
            // The next primary of this name was quick: its lock is in there, so the directory is its own now.
        }
        lockFile.close();
        CLAIMED.remove(path);
    }

    private void removeContents() throws IOException {
        removeTarget(
                path.resolve(SCOREBOARD),
                target -> Objects.equals(target.getParent(), SHARED_MEMORY) && isNamed(target, PREFIX));
        removeTarget(agentTransport(), target -> isNamed(target, AGENT_TRANSPORT_PREFIX));
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (name.equals(FLIGHTS)) {
                    removeTree(entry);
                } else if (!name.equals(LOCK)) {
                    Files.deleteIfExists(entry);
                }
            }
        }
    }

    /** Only what we make: should the directory ever be less private than it ought to be, a link could lead anywhere. */
    private static void removeTarget(Path link, Predicate<Path> isOurs) throws IOException {
        if (Files.isSymbolicLink(link)) {
            Path target = Files.readSymbolicLink(link);
            if (isOurs.test(target)) {
                Files.deleteIfExists(target);
            }
        }
    }

    private static boolean isNamed(Path target, String prefix) {
        return target.getFileName().toString().startsWith(prefix);
    }

    /** JVMs that were killed leave folders of their own in it. */
    private static void removeTree(Path top) throws IOException {
        try (Stream<Path> all = Files.walk(top)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(one);
            }
        } catch (UncheckedIOException e) {
            // Somebody else is removing it, too.
            throw e.getCause();
        } catch (NoSuchFileException e) {
            // Gone before we looked.
        }
    }

    private static void makePrivate(Path path) throws IOException {
        try {
            Files.createDirectory(path, PosixFilePermissions.asFileAttribute(PRIVATE));
        } catch (FileAlreadyExistsException e) {
            refuseUnsafe(path);
        } catch (FileSystemException e) {
            // Its own message is often the path and nothing else.
            throw new IOException(
                    "run directory: " + path + " (expected: one that can be made in the folder of $XDG_RUNTIME_DIR, or"
                            + " else of java.io.tmpdir"
                            + (e.getReason() == null ? ")" : "; " + e.getReason() + ")"),
                    e);
        }
    }

    /** In a temp directory anybody could have made the path before us, to read or replace what we put there. */
    private static void refuseUnsafe(Path path) throws IOException {
        try {
            if (!Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .isDirectory()) {
                throw new IOException("run directory: " + path + " (expected: a directory)");
            }
            int owner = uidOf(path);
            if (owner != currentUid()) {
                throw new IOException("run directory: " + path + " belongs to user " + owner + " (expected: user "
                        + currentUid() + ")");
            }
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
            if (!permissions.equals(PRIVATE)) {
                throw new IOException("run directory: " + path + " has mode "
                        + PosixFilePermissions.toString(permissions) + " (expected: rwx------)");
            }
        } catch (NoSuchFileException e) {
            // Removed since: the caller finds out when it can't lock, and starts again.
        }
    }

    private void writePid() throws IOException {
        String pid = Long.toString(ProcessHandle.current().pid());
        lockFile.truncate(0);
        lockFile.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
    }

    private static int uidOf(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }
}
