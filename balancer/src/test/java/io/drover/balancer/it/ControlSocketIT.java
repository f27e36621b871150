/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drover.balancer.harness.ClassFolder;
import io.drover.balancer.harness.Cluster;
import io.drover.balancer.harness.ClusterHarness;
import io.drover.balancer.harness.OtherUser;
import io.drover.balancer.testapp.TestApps;
import io.drover.core.control.ControlFrameLayout;
import io.drover.core.control.ControlMessage;
import io.drover.core.control.ControlStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who is not a worker of this cluster gets nothing, and does no harm. */
@Timeout(120)
class ControlSocketIT {
    @RegisterExtension
    static final ClusterHarness HARNESS = ClusterHarness.perClass();

    private static Cluster cluster;
    private static Path socket;

    @BeforeAll
    static void start() {
        cluster = HARNESS.cluster(TestApps.jar()).workers(2).app("--listen=0").startReady();
        socket = cluster.runDirectory().resolve("control.sock");
    }

    @AfterEach
    void servesAsBefore() {
        assertThat(TestApps.ask(cluster.port()).slot()).isBetween(0, 1);
        assertThat(cluster.workerPids()).hasSize(2);
    }

    @Test
    void standsInADirectoryThatLetsNobodyElseIn() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cluster.runDirectory())))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(cluster.runDirectory().resolve("scoreboard"))))
                .isEqualTo("rw-------");
    }

    @Test
    void isOutOfReachForAnotherUser() throws IOException {
        assumeTrue(OtherUser.isPossible(), "another user takes root and setpriv");
        Path classes = ClassFolder.write(cluster.folder().file("probe"), SocketProbe.class);
        open(cluster.folder().path());

        assertThat(OtherUser.runJava(classes, SocketProbe.class, socket.toString()))
                .containsExactly("Permission denied");

        open(cluster.runDirectory());
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rwxrwxrwx"));
        List<String> printed = OtherUser.runJava(classes, SocketProbe.class, socket.toString());
        Files.setPosixFilePermissions(cluster.runDirectory(), PosixFilePermissions.fromString("rwx------"));

        assertThat(printed).as("though nothing in the file system keeps it out").containsExactly("connected", "ended");
        cluster.output().await("control socket: refused a process of user " + OtherUser.UID);
    }

    @Test
    void refusesAWrongToken() throws IOException {
        for (long workerId : List.of(1L, 2L, 99L)) {
            ControlMessage answer = say(new ControlMessage.Hello(
                    ControlFrameLayout.PROTOCOL_VERSION, workerId, "0123456789abcdef0123456789abcdef", 1, false));

            assertThat(answer).isEqualTo(new ControlMessage.Refused("no such worker, or not its token"));
        }
    }

    @Test
    void passesNoDescriptorForAWrongToken() throws IOException {
        assertThat(say(new ControlMessage.FetchDescriptor(1, "guess", 1)))
                .as("the end of the connection")
                .isNull();
    }

    @Test
    void refusesAnotherVersionOfTheProtocol() throws IOException {
        assertThat(say(new ControlMessage.Hello(ControlFrameLayout.PROTOCOL_VERSION + 1, 1, "any", 1, false)))
                .isInstanceOf(ControlMessage.Refused.class);
    }

    @Test
    void refusesOrdersOfAStranger() throws IOException {
        assertThat(say(new ControlMessage.Leaving())).isInstanceOf(ControlMessage.Refused.class);
        assertThat(say(new ControlMessage.Ready())).isInstanceOf(ControlMessage.Refused.class);
    }

    @Test
    void survivesGarbage() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        List<SocketChannel> open = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            byte[] garbage = new byte[random.nextInt(1, 3000)];
            random.nextBytes(garbage);
            SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
            open.add(channel);
            writeIgnoringReset(channel, garbage);
        }
        assertThat(TestApps.ask(cluster.port()).slot()).isBetween(0, 1);
        for (SocketChannel channel : open) {
            channel.close();
        }
    }

    private static void open(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void writeIgnoringReset(SocketChannel channel, byte[] bytes) {
        try {
            channel.write(ByteBuffer.wrap(bytes));
        } catch (IOException e) {
            // The primary has heard enough.
        }
    }

    /** Says one thing and returns the answer; null where the primary just ends the connection. */
    private static @Nullable ControlMessage say(ControlMessage message) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            ControlStream stream = new ControlStream(channel);
            stream.write(message);
            return stream.read();
        } catch (EOFException e) {
            return null;
        }
    }
}
