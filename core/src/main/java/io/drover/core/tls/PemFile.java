/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file of text blocks, RFC 7468. */
final class PemFile {
    /** Far above any chain; a wrong file may be a large one. */
    private static final long LARGEST = 1 << 20;

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN (?<label>[A-Z0-9 ]+)-----(?<text>[^-]*)-----END \\k<label>-----");

    private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC", "EdDSA", "RSASSA-PSS");

    private final Path path;
    private final String text;

    private PemFile(Path path, String text) {
        this.path = path;
        this.text = text;
    }

    static PemFile read(Path path) throws PemException {
        try {
            if (Files.isDirectory(path) || Files.size(path) > LARGEST) {
                throw new PemException(path, "is no PEM file");
            }
            return new PemFile(path, new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException e) {
            throw new PemException(path, "does not exist");
        } catch (PemException e) {
            throw e;
        } catch (IOException e) {
            throw new PemException(path, "can't be read, " + e.getMessage());
        }
    }

    /** Returns all its certificates, at least one. */
    List<X509Certificate> certificates() throws PemException {
        List<X509Certificate> certificates = new ArrayList<>();
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            if (block.group("label").equals("CERTIFICATE")) {
                certificates.add(certificate(bytesOf(block)));
            }
        }
        if (certificates.isEmpty()) {
            throw new PemException(path, "has no block BEGIN CERTIFICATE");
        }
        return certificates;
    }

    private X509Certificate certificate(byte[] bytes) throws PemException {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes));
        } catch (CertificateException e) {
            throw new PemException(path, "has a certificate that can't be read, " + e.getMessage());
        }
    }

    PrivateKey privateKey() throws PemException {
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            String label = block.group("label");
            if (label.equals("PRIVATE KEY")) {
                return privateKey(bytesOf(block));
            }
            if (label.equals("ENCRYPTED PRIVATE KEY")) {
                throw new PemException(path, "has a key that is encrypted");
            }
            if (label.endsWith(" PRIVATE KEY")) {
                throw new PemException(path, "has a key of another format, which openssl pkcs8 -topk8 -nodes converts");
            }
        }
        throw new PemException(path, "has no block BEGIN PRIVATE KEY");
    }

    /** What kind of key it is stands inside, where only its own kind of factory looks. */
    private PrivateKey privateKey(byte[] bytes) throws PemException {
        for (String algorithm : KEY_ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
            } catch (GeneralSecurityException e) {
                // Of another kind.
            }
        }
        throw new PemException(path, "has a key that is none of " + String.join(", ", KEY_ALGORITHMS));
    }

    private byte[] bytesOf(Matcher block) throws PemException {
        try {
            return Base64.getMimeDecoder().decode(block.group("text"));
        } catch (IllegalArgumentException e) {
            throw new PemException(path, "has a block that is not base64");
        }
    }
}
