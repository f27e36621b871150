/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.tls;

import io.drover.core.tls.TlsIdentity;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Gives each client the certificate with the name it asks for (RFC 6066 section 3): exactly that, else one with {@code
 * *.} in place of its first label (RFC 6125 section 6.4.3), else the first of all. Several of a name differ in the kind
 * of key; the client's choice of algorithms decides.
 *
 * <p>Threading: immutable.
 */
final class NamedKeys extends X509ExtendedKeyManager {
    private final List<TlsIdentity> identities;
    private final Map<String, List<Integer>> byName = new HashMap<>();
    private final List<Integer> byDefault = new ArrayList<>();

    NamedKeys(List<TlsIdentity> identities) {
        this.identities = List.copyOf(identities);
        List<String> firstNames = identities.get(0).names();
        for (int i = 0; i < identities.size(); i++) {
            for (String name : identities.get(i).names()) {
                byName.computeIfAbsent(name, key -> new ArrayList<>()).add(i);
            }
            if (identities.get(i).names().equals(firstNames)) {
                byDefault.add(i);
            }
        }
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        for (int index : candidates(engine == null ? null : requestedName(engine))) {
            String algorithm = identities.get(index).key().getAlgorithm();
            // The second is OpenSSL's way of saying it.
            if (algorithm.equals(keyType) || (algorithm + "_" + algorithm).equals(keyType)) {
                return Integer.toString(index);
            }
        }
        return null;
    }

    private List<Integer> candidates(@Nullable String name) {
        if (name == null) {
            return byDefault;
        }
        List<Integer> exact = byName.get(name);
        if (exact != null) {
            return exact;
        }
        int dot = name.indexOf('.');
        return dot < 0 ? byDefault : byName.getOrDefault("*" + name.substring(dot), byDefault);
    }

    private static @Nullable String requestedName(SSLEngine engine) {
        if (engine.getHandshakeSession() instanceof ExtendedSSLSession session) {
            for (SNIServerName name : session.getRequestedServerNames()) {
                if (name instanceof SNIHostName host) {
                    return host.getAsciiName().toLowerCase(Locale.ROOT);
                }
            }
        }
        return null;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return identities.get(Integer.parseInt(alias)).chain().toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return identities.get(Integer.parseInt(alias)).key();
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return chooseEngineServerAlias(keyType, issuers, null);
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        String alias = chooseEngineServerAlias(keyType, issuers, null);
        return alias == null ? null : new String[] {alias};
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
