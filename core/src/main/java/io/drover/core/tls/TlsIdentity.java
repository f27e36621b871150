/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.tls;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server proves with who it is.
 *
 * @param chain its certificate, and those of its issuers
 * @param key the private key of the first
 */
public record TlsIdentity(List<X509Certificate> chain, PrivateKey key) {
    /** Of a subject alternative name; RFC 5280 section 4.2.1.6. */
    private static final Integer DNS_NAME = 2;

    private static final Pattern COMMON_NAME = Pattern.compile("(?:^|,)CN=([^,]+)");

    public TlsIdentity {
        chain = List.copyOf(chain);
    }

    /**
     * Reads it.
     *
     * @throws PemException where a file can't be used, or the key is not that of the certificate
     */
    public static TlsIdentity read(KeyFiles files) throws PemException {
        List<X509Certificate> chain = PemFile.read(files.certificate()).certificates();
        PrivateKey key = PemFile.read(files.key()).privateKey();
        if (!belongTogether(chain.get(0), key)) {
            throw new PemException(files.key(), "is not the key of the certificate in " + files.certificate());
        }
        return new TlsIdentity(chain, key);
    }

    private static boolean belongTogether(X509Certificate certificate, PrivateKey key) {
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> key.getAlgorithm();
                };
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(certificate.getEncoded());
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(certificate.getEncoded());
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            // The public key is of another kind.
            return false;
        }
    }

    /** Returns the names of hosts it is for, in lower case, perhaps with {@code *.} in front. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        try {
            Collection<List<?>> alternatives = chain.get(0).getSubjectAlternativeNames();
            if (alternatives != null) {
                for (List<?> alternative : alternatives) {
                    if (DNS_NAME.equals(alternative.get(0))) {
                        names.add(String.valueOf(alternative.get(1)).toLowerCase(Locale.ROOT));
                    }
                }
            }
        } catch (CertificateParsingException e) {
            // One without readable names is still good for clients that ask for none.
        }
        Matcher common =
                COMMON_NAME.matcher(chain.get(0).getSubjectX500Principal().getName());
        if (names.isEmpty() && common.find()) {
            names.add(common.group(1).toLowerCase(Locale.ROOT));
        }
        return names;
    }
}
