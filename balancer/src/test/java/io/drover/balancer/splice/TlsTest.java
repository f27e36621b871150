/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.balancer.harness.Patience;
import io.drover.balancer.harness.TestCertificate;
import io.drover.core.scoreboard.RelayFailure;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS that ends here. */
@Timeout(60)
class TlsTest {
    private static TestCertificate first;
    private static TestCertificate firstEc;
    private static TestCertificate second;
    private static TestCertificate wildcard;

    @RegisterExtension
    final Fronts fronts = new Fronts();

    @BeforeAll
    static void makeCertificates(@TempDir Path folder) {
        first = TestCertificate.make(folder, "first", "RSA", "first.example");
        firstEc = TestCertificate.make(folder, "first-ec", "EC", "first.example");
        second = TestCertificate.make(folder, "second", "EC", "second.example", "www.second.example");
        wildcard = TestCertificate.make(folder, "wildcard", "EC", "*.wild.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void relaysWhatIsInsideBothWays(String version, @TempDir Path folder) throws IOException {
        FrontFixture front = fronts.start(folder, 1, "tls=" + first.option());
        SSLSocket client = secure(front.connect(), null);
        client.setEnabledProtocols(new String[] {version});
        byte[] sent = new byte[3_000_000];
        new SplittableRandom(1).nextBytes(sent);

        CompletableFuture<Void> writes = Blocking.start(() -> {
            write(client, sent);
            return null;
        });
        Socket backend = front.accept();
        assertThat(backend.getInputStream().readNBytes(sent.length)).isEqualTo(sent);
        writes.join();
        assertThat(client.getSession().getProtocol()).isEqualTo(version);

        // Far more than the sockets hold before anybody reads.
        CompletableFuture<Void> answers = Blocking.start(() -> {
            write(backend, sent);
            return null;
        });
        assertThat(client.getInputStream().readNBytes(sent.length)).isEqualTo(sent);
        answers.join();
    }

    /** A turn may end while a record is held that the socket, and so epoll, knows nothing of. */
    @Test
    void deliversAllHoweverTurnsAndRecordsFall(@TempDir Path folder) throws Exception {
        FrontFixture front = fronts.start(folder, 1, "tls=" + first.option());
        byte[] sent = new byte[2_500_000];
        for (int upload = 0; upload < 20; upload++) {
            SSLSocket client = secure(front.connect(), null);
            CompletableFuture<Void> writes = Blocking.start(() -> {
                client.getOutputStream().write(sent);
                return null;
            });
            Socket backend = front.accept();
            assertThat(backend.getInputStream().readNBytes(sent.length)).hasSize(sent.length);
            writes.join();
            client.close();
            backend.close();
        }
    }

    /** What waits to be read must not wake who waits to write. */
    @Test
    void restsWhileAClientTakesNothing(@TempDir Path folder) throws Exception {
        FrontFixture front = fronts.start(folder, 1, "tls=" + first.option());
        SSLSocket client = secure(front.connect(), null);
        write(client, "question".getBytes(US_ASCII));
        Socket backend = front.accept();
        CompletableFuture<Void> answer = Blocking.start(() -> {
            backend.getOutputStream().write(new byte[20_000_000]);
            return null;
        });
        Patience.await("no byte that is taken any more")
                .until(() -> isStill(() -> front.block(0).bytesFrom()));
        // More than is read as long as the answer does not move.
        CompletableFuture<Void> more = Blocking.start(() -> {
            client.getOutputStream().write(new byte[8_000_000]);
            return null;
        });
        Patience.await("no byte that is sent any more")
                .until(() -> isStill(() -> front.block(0).bytesTo()));

        // One that does not rest works in every second; on a busy machine, where it gets a tenth of a core, for 100 ms.
        Patience.await("a second in which the loop rests").until(() -> msOfWorkInASecond(front) < 30);

        client.getInputStream().readNBytes(20_000_000);
        backend.getInputStream().readNBytes(8_000_008);
        answer.join();
        more.join();
    }

    private static long msOfWorkInASecond(FrontFixture front) throws Exception {
        long before = front.busyMs();
        TimeUnit.SECONDS.sleep(1);
        return front.busyMs() - before;
    }

    private static boolean isStill(LongSupplier count) throws InterruptedException {
        long before = count.getAsLong();
        TimeUnit.MILLISECONDS.sleep(300);
        return before > 0 && before == count.getAsLong();
    }

    @Test
    void blamesNoClientThatLeavesWithoutAWordWhenItHasAll(@TempDir Path folder) throws IOException {
        FrontFixture front = fronts.start(folder, 1, "tls=" + first.option());
        Socket underneath = front.connect();
        SSLSocket client = secure(underneath, null);
        write(client, "question".getBytes(US_ASCII));
        Socket backend = front.accept();
        write(backend, "answer".getBytes(US_ASCII));
        backend.close();
        assertThat(client.getInputStream().readAllBytes()).hasSize(6);

        underneath.close();
        Patience.await("its end").until(() -> front.openConnections(0) == 0);
        assertThat(front.block(0).failures(RelayFailure.CLIENT)).isZero();
    }

    @Test
    void passesAnEndOnInEachDirection(@TempDir Path folder) throws IOException {
        FrontFixture front = fronts.start(folder, 1, "tls=" + first.option());
        SSLSocket client = secure(front.connect(), null);
        write(client, "question".getBytes(US_ASCII));
        client.shutdownOutput();

        Socket backend = front.accept();
        assertThat(new String(backend.getInputStream().readAllBytes(), US_ASCII))
                .isEqualTo("question");
        write(backend, "a long answer ".repeat(50_000).getBytes(US_ASCII));
        backend.close();
        assertThat(client.getInputStream().readAllBytes()).hasSize(700_000);
    }

    @Test
    void makesAResetOfAClientsEndThatMayBeACut(@TempDir Path folder) throws IOException {
        FrontFixture front = fronts.start(folder, 1, "tls=" + first.option());
        Socket raw = front.connect();
        SSLSocket client = secure(raw, null);
        write(client, "hello".getBytes(US_ASCII));
        Socket backend = front.accept();
        assertThat(backend.getInputStream().readNBytes(5)).hasSize(5);

        raw.shutdownOutput();
        assertThatThrownBy(() -> backend.getInputStream().read()).isInstanceOf(SocketException.class);
    }

    @Test
    void makesAResetOfABackendsReset(@TempDir Path folder) throws IOException {
        FrontFixture front = fronts.start(folder, 1, "tls=" + first.option());
        SSLSocket client = secure(front.connect(), null);
        client.startHandshake();
        Socket backend = front.accept();
        backend.setSoLinger(true, 0);
        backend.close();

        assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
    }

    @Test
    void choosesTheCertificateWithTheNameThatTheClientAsksFor(@TempDir Path folder) throws IOException {
        FrontFixture front =
                fronts.start(folder, 1, "tls=" + first.option(), "tls=" + second.option(), "tls=" + wildcard.option());

        assertThat(nameServed(front, null)).isEqualTo("CN=first.example");
        assertThat(nameServed(front, "first.example")).isEqualTo("CN=first.example");
        assertThat(nameServed(front, "WWW.Second.example")).isEqualTo("CN=second.example");
        assertThat(nameServed(front, "a.wild.example")).isEqualTo("CN=*.wild.example");
        assertThat(nameServed(front, "a.b.wild.example")).isEqualTo("CN=first.example");
        assertThat(nameServed(front, "nobody.example")).isEqualTo("CN=first.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC"})
    void hasACertificateOfTheKindThatAClientCanCheck(String kind, @TempDir Path folder) throws IOException {
        FrontFixture front = fronts.start(folder, 1, "tls=" + first.option(), "tls=" + firstEc.option());

        for (String name : new String[] {"", "first.example", "nobody.example"}) {
            SSLSocket client = secure(front.connect(), name.isEmpty() ? null : name);
            client.setEnabledProtocols(new String[] {"TLSv1.2"});
            String algorithm = kind.equals("EC") ? "ECDSA" : kind;
            client.setEnabledCipherSuites(new String[] {"TLS_ECDHE_" + algorithm + "_WITH_AES_128_GCM_SHA256"});
            client.startHandshake();
            assertThat(client.getSession()
                            .getPeerCertificates()[0]
                            .getPublicKey()
                            .getAlgorithm())
                    .isEqualTo(kind);
        }
    }

    @Test
    void agreesOnTheFirstOfItsProtocolsThatTheClientHas(@TempDir Path folder) throws IOException {
        FrontFixture front = fronts.start(folder, 1, "tls=" + first.option(), "tls-alpn=h2,http/1.1");

        assertThat(protocolAgreedOn(front, "http/1.1", "h2")).isEqualTo("h2");
        assertThat(protocolAgreedOn(front, "http/1.1")).isEqualTo("http/1.1");
        assertThat(protocolAgreedOn(front)).isEmpty();
    }

    @Test
    void tellsAClientWithoutTlsWhatIsExpected(@TempDir Path folder) throws IOException {
        FrontFixture front = fronts.start(folder, 1, "tls=" + first.option());
        Socket client = front.connect();
        write(client, "GET / HTTP/1.0\r\n\r\n".getBytes(US_ASCII));

        byte[] alert = client.getInputStream().readAllBytes();
        assertThat(alert).startsWith(21, 3);
        assertThat(front.sink().front().failedHandshakes().count()).isEqualTo(1);
    }

    @Test
    void readsAProxysHeaderBeforeTls(@TempDir Path folder) throws IOException {
        FrontFixture front =
                fronts.start(folder, 1, "tls=" + first.option(), "accept-proxy=127.0.0.1", "proxy-protocol=v1");
        Socket raw = front.connect();
        write(raw, "PROXY TCP4 192.0.2.1 198.51.100.2 56324 443\r\n".getBytes(US_ASCII));
        SSLSocket client = secure(raw, null);
        write(client, "hello".getBytes(US_ASCII));

        String expected = "PROXY TCP4 192.0.2.1 198.51.100.2 56324 443\r\nhello";
        assertThat(new String(front.accept().getInputStream().readNBytes(expected.length()), US_ASCII))
                .isEqualTo(expected);
    }

    @Test
    void readsCertificatesAgainAndKeepsTheOldOnesWhereTheNewAreBad(@TempDir Path folder) throws IOException {
        Path certificate = folder.resolve("cert.pem");
        Path key = folder.resolve("key.pem");
        Files.copy(first.certificate(), certificate);
        Files.copy(first.key(), key);
        FrontFixture front = fronts.start(folder, 1, "tls=" + certificate + "," + key);
        SSLSocket old = secure(front.connect(), null);
        write(old, "1".getBytes(US_ASCII));
        Socket backend = front.accept();

        Files.copy(second.certificate(), certificate, StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> front.forwarding().reloadCertificates())
                .isInstanceOf(IOException.class)
                .hasMessage(key + ": is not the key of the certificate in " + certificate);
        assertThat(nameServed(front, null)).isEqualTo("CN=first.example");

        Files.copy(second.key(), key, StandardCopyOption.REPLACE_EXISTING);
        assertThat(front.forwarding().reloadCertificates()).isEqualTo(1);
        assertThat(nameServed(front, null)).isEqualTo("CN=second.example");

        write(old, "2".getBytes(US_ASCII));
        assertThat(backend.getInputStream().readNBytes(2)).containsExactly('1', '2');
    }

    private static String nameServed(FrontFixture front, @Nullable String name) throws IOException {
        SSLSocket client = secure(front.connect(), name);
        X509Certificate certificate = (X509Certificate) client.getSession().getPeerCertificates()[0];
        return certificate.getSubjectX500Principal().getName();
    }

    private static String protocolAgreedOn(FrontFixture front, String... protocols) throws IOException {
        SSLSocket client = secure(front.connect(), null);
        SSLParameters parameters = client.getSSLParameters();
        parameters.setApplicationProtocols(protocols);
        client.setSSLParameters(parameters);
        client.startHandshake();
        return client.getApplicationProtocol();
    }

    private static SSLSocket secure(Socket raw, @Nullable String name) throws IOException {
        SSLSocket secured = (SSLSocket) TestCertificate.trustingContext()
                .getSocketFactory()
                .createSocket(raw, "127.0.0.1", raw.getPort(), true);
        if (name != null) {
            SSLParameters parameters = secured.getSSLParameters();
            parameters.setServerNames(List.of(new SNIHostName(name)));
            secured.setSSLParameters(parameters);
        }
        return secured;
    }

    private static void write(Socket socket, byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
