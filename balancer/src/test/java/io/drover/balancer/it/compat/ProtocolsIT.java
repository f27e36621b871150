/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.harness.Cluster;
import io.drover.balancer.harness.ClusterFolder;
import io.drover.balancer.harness.ClusterHarness;
import io.drover.balancer.harness.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is spoken over a passed connection is the business of client and server alone. */
class ProtocolsIT {
    private static final String PASSWORD = "changeit";
    private static final int CLIENTS = 4;

    @RegisterExtension
    final ClusterHarness harness = ClusterHarness.perTest();

    @Test
    void passesConnectionsOfTls() throws Exception {
        ClusterFolder folder = harness.newFolder();
        Path keyStore = keyStore(folder.file("keys.p12"));
        int port = FreePort.find();
        Cluster cluster = harness.cluster(TestedServer.JDK_HTTP_SERVER.jar())
                .in(folder)
                .workers(2)
                .app("--port=" + port, "--tls=" + keyStore)
                .startReady();
        SSLContext trusting = trusting(keyStore);
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/"))
                .build();

        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            HttpClient client = HttpClient.newBuilder().sslContext(trusting).build();
            Answer first = answer(client, request);
            assertThat(answer(client, request).pid()).as("kept connection").isEqualTo(first.pid());
            answers.add(first);
        }

        assertThat(pids(answers)).isEqualTo(new HashSet<>(cluster.workerPids().values()));
        assertThat(answers).extracting(Answer::remote).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(
            value = TestedServer.class,
            names = {"VERTX_NIO", "VERTX_NATIVE"})
    void passesConnectionsOfWebSockets(TestedServer server) throws Exception {
        int port = FreePort.find();
        Cluster cluster = harness.cluster(server.jar())
                .workers(2)
                .temporaryFilesInFolder()
                .app(server.argumentsFor(port))
                .start();
        cluster.expectWarnings("sun\\.misc\\.Unsafe|Please consider reporting|estricted method|System::loadLibrary");
        cluster.awaitReady();
        HttpClient client = HttpClient.newHttpClient();

        Set<Long> pids = new HashSet<>();
        for (int i = 0; i < CLIENTS; i++) {
            Echo echo = new Echo();
            WebSocket webSocket = client.newWebSocketBuilder()
                    .buildAsync(URI.create("ws://127.0.0.1:" + port + "/"), echo)
                    .get(10, TimeUnit.SECONDS);
            webSocket.sendText("one", true).get(10, TimeUnit.SECONDS);
            webSocket.sendText("two", true).get(10, TimeUnit.SECONDS);
            String[] last = echo.two.get(10, TimeUnit.SECONDS).split(" ", -1);
            pids.add(Long.parseLong(last[0]));
            webSocket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(10, TimeUnit.SECONDS);
        }

        assertThat(pids).isEqualTo(new HashSet<>(cluster.workerPids().values()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"java.net.preferIPv4Stack", "java.net.preferIPv6Addresses"})
    void passesConnectionsToServersWithAPreferenceForOneFamily(String property) throws Exception {
        for (TestedServer server : List.of(TestedServer.JDK_HTTP_SERVER, TestedServer.SERVER_SOCKET)) {
            int port = FreePort.find();
            Cluster cluster = harness.cluster(server.jar())
                    .workers(2)
                    .option("jvm-arg", "-D" + property + "=true")
                    .app(server.argumentsFor(port))
                    .startReady();

            List<Answer> answers = server.clientOf(port, TestedJdk.current()).askOneAfterTheOther(CLIENTS);

            assertThat(pids(answers))
                    .isEqualTo(new HashSet<>(cluster.workerPids().values()));
            assertThat(answers).allSatisfy(answer -> assertThat(answer.remote()).startsWith("127.0.0.1:"));
        }
    }

    /** Answers of a worker, until the second. */
    private static final class Echo implements WebSocket.Listener {
        final CompletableFuture<String> two = new CompletableFuture<>();
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence part, boolean isLast) {
            text.append(part);
            if (isLast) {
                if (text.toString().endsWith("two")) {
                    two.complete(text.toString());
                }
                text.setLength(0);
            }
            webSocket.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }

    private static Set<Long> pids(List<Answer> answers) {
        Set<Long> pids = new HashSet<>();
        answers.forEach(answer -> pids.add(answer.pid()));
        return pids;
    }

    private static Answer answer(HttpClient client, HttpRequest request) throws IOException, InterruptedException {
        return Answer.parse(
                "client",
                client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    /** Makes a key that nobody has signed. */
    private static Path keyStore(Path file) throws IOException, InterruptedException {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).as("keytool").isZero();
        return file;
    }

    private static SSLContext trusting(Path keyStore) throws IOException, GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(KeyStore.getInstance(keyStore.toFile(), PASSWORD.toCharArray()));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
