/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.listener;

import io.drover.core.config.ListenAddress;
import io.drover.core.control.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The listeners of the cluster. The first worker that asks for an address opens it, the others share it.
 *
 * <p>Threading: owned by the supervisor thread.
 */
public final class ListenerTable {
    /**
     * What workers ask for with the same words is the same listener.
     *
     * @param wanted the address
     * @param index which of a worker's listeners on any free port
     */
    private record Key(Endpoint wanted, int index) {}

    private final List<ListenAddress> allowed;
    private final Map<Key, Listener> byKey = new HashMap<>();
    private final Map<Integer, Listener> byId = new LinkedHashMap<>();
    private int lastId;

    /**
     * Makes an empty table.
     *
     * @param allowed the only addresses to share; empty for all
     */
    public ListenerTable(List<ListenAddress> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    /** Tells whether the user wants this address shared. */
    public boolean isShared(Endpoint wanted) {
        return allowed.isEmpty()
                || (wanted instanceof Endpoint.Tcp tcp && allowed.stream().anyMatch(address -> matches(address, tcp)));
    }

    private static boolean matches(ListenAddress address, Endpoint.Tcp wanted) {
        return address.port() == wanted.port() && (address.host().isEmpty() || sameHost(address.host(), wanted.host()));
    }

    private static boolean sameHost(String configured, String wanted) {
        try {
            InetAddress host = InetAddress.getByName(configured);
            return wanted.isEmpty() ? host.isAnyLocalAddress() : host.equals(InetAddress.getByName(wanted));
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Returns the listener of that address, or null when nobody has asked for it yet. */
    public @Nullable Listener find(Endpoint wanted, int index) {
        return byKey.get(new Key(wanted, index));
    }

    /**
     * Opens a listener.
     *
     * @param wanted the address
     * @param index which of a worker's listeners on any free port; 0 otherwise
     * @param backlog see listen(2)
     * @throws ListenRefusedException when the address can't be had
     */
    public Listener open(Endpoint wanted, int index, int backlog) throws ListenRefusedException {
        try {
            Listener listener = Listener.open(lastId + 1, wanted, backlog);
            lastId = listener.id();
            byKey.put(new Key(wanted, index), listener);
            byId.put(listener.id(), listener);
            return listener;
        } catch (IOException e) {
            throw ListenRefusedException.of(e);
        }
    }

    /** Returns the listener with that id, or null. */
    public @Nullable Listener byId(int id) {
        return byId.get(id);
    }

    /** Forgets a listener, which somebody else closes: whoever asks for its address has it opened anew. */
    public void remove(Listener listener) {
        byId.remove(listener.id());
        byKey.values().remove(listener);
    }

    /** Returns all listeners in the order they were opened. */
    public Collection<Listener> all() {
        return List.copyOf(byId.values());
    }

    /** Closes all of them. The acceptors must have stopped. */
    public void closeAll() {
        byId.values().forEach(Listener::close);
    }
}
