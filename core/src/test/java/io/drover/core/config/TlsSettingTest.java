/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with the files of {@code --tls} shows at once. Good ones are those that the relay's own tests use. */
class TlsSettingTest {
    /** Of a P-256 key, self-signed, for pem.example, until 2036. */
    private static final String CERTIFICATE = """
            -----BEGIN CERTIFICATE-----
            MIIBmTCCAT+gAwIBAgIUKzdafMpbYeqQKBARAFCNtb8CA7swCgYIKoZIzj0EAwIw
            FjEUMBIGA1UEAwwLcGVtLmV4YW1wbGUwHhcNMjYxMTIxMTIzMTI3WhcNMzYxMTE4
            MTIzMTI3WjAWMRQwEgYDVQQDDAtwZW0uZXhhbXBsZTBZMBMGByqGSM49AgEGCCqG
            SM49AwEHA0IABKa3RlKG7jGIh/RPwBiNyH9TAcllaxsoXSlgmnjOC/eOR4pXhy6m
            da2RfP1U+JJu4KA3lS6ynOxCDMVr/5xxSLGjazBpMB0GA1UdDgQWBBSXRiW1W4/A
            CplbHLwyp5hYRxNoFTAfBgNVHSMEGDAWgBSXRiW1W4/ACplbHLwyp5hYRxNoFTAP
            BgNVHRMBAf8EBTADAQH/MBYGA1UdEQQPMA2CC3BlbS5leGFtcGxlMAoGCCqGSM49
            BAMCA0gAMEUCIQDgpwQW8TYqOLdRyaDZZ85bwzKEGRRzHkzJ5fZoNZQT7wIgR/R6
            Y1sGArqWbChAqaMSXAFHwgdOu1TtfZ6J4JnDvAo=
            -----END CERTIFICATE-----
            """;

    private static final String KEY = """
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgUlzlMwJ1zZKShZzM
            hEL8y5wYG2kC1fgO8S7CelmahyihRANCAASmt0ZShu4xiIf0T8AYjch/UwHJZWsb
            KF0pYJp4zgv3jkeKV4cupnWtkXz9VPiSbuCgN5UuspzsQgzFa/+ccUix
            -----END PRIVATE KEY-----
            """;

    private Path folder;
    private Path certificate;
    private Path key;

    @BeforeEach
    void writeGoodFiles(@TempDir Path made) throws IOException {
        folder = made;
        certificate = Files.writeString(folder.resolve("c.pem"), CERTIFICATE);
        key = Files.writeString(folder.resolve("k.pem"), KEY);
    }

    @Test
    void takesACertificateWithItsKey() {
        ClusterConfig.Tls tls = relayed(certificate + "," + key)
                .flag(Setting.TLS_ALPN, "h2,http/1.1")
                .load()
                .relay()
                .front()
                .tls();

        assertThat(tls.files()).hasSize(1);
        assertThat(tls.protocols()).containsExactly("h2", "http/1.1");
    }

    @Test
    void takesBothFromOneFile() throws IOException {
        Path both = Files.writeString(folder.resolve("both.pem"), "a comment\n" + KEY + CERTIFICATE);
        assertThat(relayed(both + "," + both).load().relay().front().tls().files())
                .hasSize(1);
    }

    @Test
    void refusesWhatAreNotTwoFiles() {
        assertThat(relayed(certificate.toString()).violations())
                .containsExactly("tls: " + certificate + " (expected: CERT.pem,KEY.pem)");
    }

    @Test
    void refusesAFileThatIsNotThere() {
        Path missing = folder.resolve("missing.pem");
        refuses(certificate, missing, missing + ": does not exist");
        refuses(missing, key, missing + ": does not exist");
        refuses(folder, key, folder + ": is no PEM file");
    }

    @Test
    void refusesFilesThatAreExchanged() {
        refuses(key, certificate, key + ": has no block BEGIN CERTIFICATE");
        refuses(certificate, certificate, certificate + ": has no block BEGIN PRIVATE KEY");
    }

    @Test
    void refusesTheKeyOfAnother() throws IOException, GeneralSecurityException {
        for (String algorithm : new String[] {"EC", "RSA", "Ed25519"}) {
            byte[] bytes = KeyPairGenerator.getInstance(algorithm)
                    .generateKeyPair()
                    .getPrivate()
                    .getEncoded();
            String text = Base64.getMimeEncoder().encodeToString(bytes);
            Path other = Files.writeString(
                    folder.resolve("other.pem"),
                    "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n");
            refuses(certificate, other, other + ": is not the key of the certificate in " + certificate);
        }
    }

    @Test
    void saysHowToConvertAKeyOfAnotherFormat() throws IOException {
        Path other = Files.writeString(folder.resolve("other.pem"), KEY.replace("PRIVATE", "EC PRIVATE"));
        refuses(
                certificate,
                other,
                other + ": has a key of another format, which openssl pkcs8 -topk8 -nodes converts");
        Path encrypted = Files.writeString(folder.resolve("enc.pem"), KEY.replace("PRIVATE", "ENCRYPTED PRIVATE"));
        refuses(certificate, encrypted, encrypted + ": has a key that is encrypted");
    }

    @Test
    void refusesACertificateThatIsCut() throws IOException {
        int middle = CERTIFICATE.length() / 2;
        Path cut = Files.writeString(
                folder.resolve("cut.pem"), CERTIFICATE.substring(0, middle) + "\n-----END CERTIFICATE-----\n");
        assertThat(relayed(cut + "," + key).violations())
                .singleElement()
                .asString()
                .startsWith("tls: " + cut + "," + key + " (expected: CERT.pem,KEY.pem that can be used; " + cut
                        + ": has a certificate that can't be read, ");
    }

    @Test
    void refusesProtocolsWithoutTls() {
        assertThat(Loading.nothing()
                        .flag(Setting.UPSTREAM, "127.0.0.1:1")
                        .flag(Setting.LISTEN, "8080")
                        .flag(Setting.TLS_ALPN, "h2")
                        .violations())
                .containsExactly("tls-alpn: h2 (expected: --tls beside it)");
    }

    @Test
    void refusesItWhereConnectionsAreHandedOver() throws IOException {
        String files = certificate + "," + key;
        assertThat(Loading.backendIn(folder).flag(Setting.TLS, files).violations())
                .containsExactly("tls: " + files + " (expected: --forward=splice)");
    }

    private static void refuses(Path certificate, Path key, String why) {
        String files = certificate + "," + key;
        assertThat(relayed(files).violations())
                .containsExactly("tls: " + files + " (expected: CERT.pem,KEY.pem that can be used; " + why + ")");
    }

    private static Loading relayed(String files) {
        return Loading.nothing()
                .flag(Setting.UPSTREAM, "127.0.0.1:1")
                .flag(Setting.LISTEN, "8080")
                .flag(Setting.TLS, files);
    }
}
