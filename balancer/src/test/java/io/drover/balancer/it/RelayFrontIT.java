/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.drover.balancer.harness.Cluster;
import io.drover.balancer.harness.ClusterFolder;
import io.drover.balancer.harness.ClusterHarness;
import io.drover.balancer.harness.Patience;
import io.drover.balancer.harness.TestCertificate;
import io.drover.balancer.testapp.TestApps;
import io.drover.balancer.testapp.WorkerAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What relayed connections go through before they reach a worker: TLS, the header of a proxy, limits. */
@Timeout(120)
class RelayFrontIT {
    @RegisterExtension
    static final ClusterHarness HARNESS = ClusterHarness.perClass();

    private static final String PROXY = "127.0.0.9";

    private static ClusterFolder folder;
    private static TestCertificate served;
    private static Cluster cluster;

    @BeforeAll
    static void start() {
        folder = HARNESS.newFolder();
        served = TestCertificate.make(folder.path(), "served", "EC", "localhost");
        cluster = HARNESS.cluster(TestApps.jar())
                .in(folder)
                .workers(2)
                .option("forward", "splice")
                .option("policy", "ip-hash")
                .option("tls", served.option())
                .option("tls-alpn", "http/1.1")
                .option("accept-proxy", PROXY)
                .option("max-client-connections", "3")
                .app("--listen=0")
                .startReady();
        cluster.expectWarnings("turned away");
    }

    @Test
    void servesHttpsToAClientThatKnowsNothingOfIt() throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .sslContext(TestCertificate.trustingContext())
                .build();
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://localhost:" + cluster.port() + "/worker"))
                .build();
        for (int i = 0; i < 20; i++) {
            assertThat(client.send(request, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void tellsTheEndOfAnAnswerInOrder() throws IOException, InterruptedException {
        assumeThat(Path.of("/usr/bin/openssl")).exists();
        Process client = new ProcessBuilder(
                        "openssl", "s_client", "-msg", "-ign_eof", "-connect", "127.0.0.1:" + cluster.port())
                .redirectErrorStream(true)
                .start();
        client.getOutputStream()
                .write("GET /worker HTTP/1.1\r\nHost: it\r\nConnection: close\r\n\r\n".getBytes(US_ASCII));
        client.getOutputStream().flush();

        String output = new String(client.getInputStream().readAllBytes(), US_ASCII);
        assertThat(client.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(output).contains("HTTP/1.1 200").containsPattern("<<< TLS 1.3, Alert .*warning close_notify");
    }

    @Test
    void knowsAClientThroughEveryConnectionOfAProxy() throws IOException {
        Set<Integer> used = new HashSet<>();
        for (int client = 1; client <= 12; client++) {
            int slot = slotOf("192.0.2." + client);
            assertThat(slotOf("192.0.2." + client)).isEqualTo(slot);
            used.add(slot);
        }
        assertThat(used).containsExactlyInAnyOrder(0, 1);
    }

    @Test
    void turnsFurtherConnectionsOfOneClientAway() throws IOException {
        try (SSLSocket one = connect("127.0.0.7");
                SSLSocket two = connect("127.0.0.7");
                SSLSocket three = connect("127.0.0.7")) {
            one.startHandshake();
            two.startHandshake();
            three.startHandshake();
            try (Socket four = new Socket()) {
                four.bind(new InetSocketAddress("127.0.0.7", 0));
                four.connect(new InetSocketAddress("127.0.0.1", cluster.port()));
                four.setSoTimeout(10_000);
                assertThat(four.getInputStream().read()).isEqualTo(-1);
            } catch (java.net.SocketException e) {
                assertThat(e).hasMessageContaining("reset");
            }
        }
        // It has room again as soon as one is over.
        Patience.await("room").until(() -> isServed("127.0.0.7"));
    }

    @Test
    void readsCertificatesAgainOnHangUp() throws IOException {
        TestCertificate next = TestCertificate.make(folder.path(), "next", "EC", "next.example");
        byte[] certificate = Files.readAllBytes(served.certificate());
        byte[] key = Files.readAllBytes(served.key());

        Files.copy(next.certificate(), served.certificate(), StandardCopyOption.REPLACE_EXISTING);
        cluster.signal("HUP");
        cluster.output().await("the old certificates stay: .*served-key\\.pem: is not the key of the certificate in ");
        assertThat(nameServed()).isEqualTo("CN=localhost");

        Files.copy(next.key(), served.key(), StandardCopyOption.REPLACE_EXISTING);
        cluster.signal("HUP");
        cluster.output().await("1 certificate read again, for new connections");
        assertThat(nameServed()).isEqualTo("CN=next.example");

        Files.write(served.certificate(), certificate);
        Files.write(served.key(), key);
        cluster.signal("HUP");
        cluster.output().await("1 certificate read again, for new connections", 2);
        assertThat(nameServed()).isEqualTo("CN=localhost");
    }

    @Test
    void isAUsageErrorWhereConnectionsAreHandedOver() {
        Cluster refused = HARNESS.cluster(TestApps.jar())
                .option("tls", served.option())
                .option("accept-proxy", "10.0.0.0/8")
                .startAndAwaitExit();

        assertThat(refused.awaitExit()).isEqualTo(2);
        refused.output().await("^tls: .*served.pem,.*served-key.pem \\(expected: --forward=splice\\)$");
        refused.output().await("^accept-proxy: 10.0.0.0/8 \\(expected: --forward=splice\\)$");
    }

    private static boolean isServed(String from) {
        try (SSLSocket client = connect(from)) {
            return ask(client).slot() >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static int slotOf(String client) throws IOException {
        Socket raw = open(PROXY);
        raw.getOutputStream().write(("PROXY TCP4 " + client + " 198.51.100.2 1000 443\r\n").getBytes(US_ASCII));
        try (SSLSocket secured = secure(raw)) {
            return ask(secured).slot();
        }
    }

    private static WorkerAnswer ask(SSLSocket client) throws IOException {
        client.getOutputStream()
                .write("GET /worker HTTP/1.1\r\nHost: it\r\nConnection: close\r\n\r\n".getBytes(US_ASCII));
        String answer = new String(client.getInputStream().readAllBytes(), US_ASCII);
        return WorkerAnswer.parse(answer.substring(answer.indexOf("\r\n\r\n") + 4));
    }

    private static String nameServed() throws IOException {
        try (SSLSocket client = connect("127.0.0.8")) {
            return ((X509Certificate) client.getSession().getPeerCertificates()[0])
                    .getSubjectX500Principal()
                    .getName();
        }
    }

    private static SSLSocket connect(String from) throws IOException {
        return secure(open(from));
    }

    private static Socket open(String from) {
        try {
            Socket raw = new Socket();
            raw.bind(new InetSocketAddress(from, 0));
            raw.connect(new InetSocketAddress("127.0.0.1", cluster.port()));
            raw.setSoTimeout(20_000);
            return raw;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SSLSocket secure(Socket raw) throws IOException {
        return (SSLSocket) TestCertificate.trustingContext()
                .getSocketFactory()
                .createSocket(raw, "127.0.0.1", raw.getPort(), true);
    }
}
