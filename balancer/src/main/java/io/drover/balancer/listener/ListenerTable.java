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
     * What workers ask for with the same words is the same listener. Equality is written out as in {@link Endpoint}.
     *
     * @param wanted the address
     * @param index which of a worker's listeners on any free port
     */
    private record Key(Endpoint wanted, int index) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && index == key.index && wanted.equals(key.wanted);
        }

        @Override
        public int hashCode() {
            return 31 * wanted.hashCode() + index;
        }
    }

    /** Of how many of a worker's listeners on any free port the port is kept while nobody has it open. */
    private static final int MOST_REMEMBERED = 64;

    private final List<ListenAddress> allowed;
    private final Map<Key, Listener> byKey = new HashMap<>();
    private final Map<Integer, Listener> byId = new LinkedHashMap<>();
    private final Map<Key, Endpoint> lastGiven = new HashMap<>();
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

    /** Returns why a host that the user named can't be that of any listener, or null. May wait for a name server. */
    public @Nullable String unknownHost() {
        for (ListenAddress address : allowed) {
            try {
                InetAddress.getByName(address.host());
            } catch (UnknownHostException e) {
                return "can't listen on " + new Endpoint.Tcp(address.host(), address.port()) + ": " + e.getMessage();
            }
        }
        return null;
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

    /**
     * Returns the listener of that address, or null when nobody has asked for it yet. A port that one worker was given
     * when it asked for any is the same one when another asks for it by its number, or the other way round: some
     * applications look for a free port first, and listen on it then.
     */
    public @Nullable Listener find(Endpoint wanted, int index) {
        Listener found = byKey.get(new Key(wanted, index));
        if (found != null) {
            return found;
        }
        Endpoint bound = remembered(wanted, index);
        return byId.values().stream()
                .filter(listener -> listener.endpoint().equals(bound))
                .findFirst()
                .orElse(null);
    }

    /** With the port that was given for any before. */
    private Endpoint remembered(Endpoint wanted, int index) {
        return lastGiven.getOrDefault(new Key(wanted, index), wanted);
    }

    /**
     * Opens a listener.
     *
     * @param wanted the address
     * @param index which of a worker's listeners on any free port; 0 otherwise
     * @param backlog see listen(2)
     * @param receiveBufferBytes SO_RCVBUF of socket(7), 0 for what the system gives
     * @throws ListenRefusedException when the address can't be had
     */
    public Listener open(Endpoint wanted, int index, int backlog, int receiveBufferBytes)
            throws ListenRefusedException {
        try {
            Listener listener = open(wanted, remembered(wanted, index), backlog, receiveBufferBytes);
            lastId = listener.id();
            if (!listener.endpoint().equals(wanted) && index < MOST_REMEMBERED) {
                lastGiven.put(new Key(wanted, index), listener.endpoint());
            }
            byKey.put(new Key(wanted, index), listener);
            byId.put(listener.id(), listener);
            return listener;
        } catch (IOException e) {
            throw ListenRefusedException.of(e);
        }
    }

    private Listener open(Endpoint wanted, Endpoint remembered, int backlog, int receiveBufferBytes)
            throws IOException {
        if (!remembered.equals(wanted)) {
            try {
                return Listener.open(lastId + 1, remembered, backlog, receiveBufferBytes);
            } catch (IOException e) {
                // Somebody else has the port by now: any other will do.
            }
        }
        return Listener.open(lastId + 1, wanted, backlog, receiveBufferBytes);
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
