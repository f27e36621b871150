/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.scoreboard;

import io.drover.core.lifecycle.WorkerState;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;

/**
 * One worker's words on the scoreboard.
 *
 * <p>Every read but that of {@link #closed} acquires and every write releases, so whoever sees a word sees all that its
 * writer did before it. Each setter names the one thread that may call it.
 *
 * <p>Threading: reads are safe from any thread of any process.
 */
public final class WorkerBlock {
    private static final VarHandle WORD = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final ByteBuffer memory;
    private final int offset;

    /** One word of the same memory, for reads that must be quick: half the checks of the one above. */
    private final LongBuffer closedWord;

    WorkerBlock(ByteBuffer memory, int offset) {
        this.memory = memory;
        this.offset = offset;
        this.closedWord = memory.asReadOnlyBuffer()
                .clear()
                .order(ByteOrder.nativeOrder())
                .asLongBuffer()
                .slice((offset + ScoreboardLayout.CLOSED) / Long.BYTES, 1);
    }

    /** Clears all words and names the new owner. Called by the supervisor, while no worker has the block. */
    public void assign(long workerId, int slot, int generation) {
        for (int word = 0; word < ScoreboardLayout.BLOCK_BYTES; word += Long.BYTES) {
            set(word, 0);
        }
        set(ScoreboardLayout.SLOT, slot);
        set(ScoreboardLayout.GENERATION, generation);
        set(ScoreboardLayout.WORKER_ID, workerId);
    }

    /** Returns the worker that has the block, 0 when none ever had. */
    public long workerId() {
        return get(ScoreboardLayout.WORKER_ID);
    }

    /** Returns the slot of that worker. */
    public int slot() {
        return (int) get(ScoreboardLayout.SLOT);
    }

    /** Returns the generation of that worker. */
    public int generation() {
        return (int) get(ScoreboardLayout.GENERATION);
    }

    /** Returns how many connections were put into the worker's lanes, less those taken back. */
    public long sent() {
        return get(ScoreboardLayout.SENT);
    }

    /** Publishes the count of {@link #sent()}. Called by the acceptor. */
    public void sent(long count) {
        set(ScoreboardLayout.SENT, count);
    }

    /** Returns the worker's own view of its state. */
    public WorkerState state() {
        return WorkerState.ofCode((int) get(ScoreboardLayout.STATE));
    }

    /** Publishes the worker's state. Called by the worker's control thread. */
    public void state(WorkerState state) {
        set(ScoreboardLayout.STATE, state.code());
    }

    /** Returns the worker's process id, 0 before it was started. */
    public long pid() {
        return get(ScoreboardLayout.PID);
    }

    /** Publishes the worker's process id. Called by the supervisor, which has started it. */
    public void pid(long pid) {
        set(ScoreboardLayout.PID, pid);
    }

    /**
     * Returns how many heartbeats the worker has given. A count and not a time: the primary watches it change, so
     * neither side's clock nor a pause of the primary can make a live worker look dead.
     */
    public long heartbeat() {
        return get(ScoreboardLayout.HEARTBEAT);
    }

    /** Publishes the count of heartbeats. Called by the worker's control thread. */
    public void heartbeat(long count) {
        set(ScoreboardLayout.HEARTBEAT, count);
    }

    /** Returns how many connections the worker has taken from its lanes. */
    public long received() {
        return get(ScoreboardLayout.RECEIVED);
    }

    /** Counts one connection as received. Safe from any thread of the worker: an atomic add. */
    public void addReceived() {
        add(ScoreboardLayout.RECEIVED, 1);
    }

    /**
     * Returns how many of the connections it took the worker has closed. A plain read, as policies read it of every worker
     * for every connection; it is no older than the reader's last system call.
     */
    public long closed() {
        return closedWord.get(0);
    }

    /** Returns the word that {@link #closed} reads, and nothing else of the board: for whoever reads it of all workers. */
    public LongBuffer closedWord() {
        return closedWord;
    }

    /** Counts one connection as closed. Safe from any thread of the worker: an atomic add. */
    public void addClosed() {
        add(ScoreboardLayout.CLOSED, 1);
    }

    /** Returns the longest wait of a task for one of the worker's event loops at the last heartbeat, in ns. */
    public long loopLagNs() {
        return get(ScoreboardLayout.LOOP_LAG);
    }

    /** Publishes the event-loop lag. Called by the worker's control thread. */
    public void loopLagNs(long lagNs) {
        set(ScoreboardLayout.LOOP_LAG, lagNs);
    }

    /** Returns the bytes of Java heap in use at the last heartbeat. */
    public long heapUsedBytes() {
        return get(ScoreboardLayout.HEAP_USED);
    }

    /** Returns the largest size the Java heap may reach, in bytes. */
    public long heapMaxBytes() {
        return get(ScoreboardLayout.HEAP_MAX);
    }

    /** Publishes heap use and limit. Called by the worker's control thread. */
    public void heapBytes(long used, long max) {
        set(ScoreboardLayout.HEAP_USED, used);
        set(ScoreboardLayout.HEAP_MAX, max);
    }

    /** Returns how many requests the worker has counted, 0 where its application counts none. */
    public long requests() {
        return get(ScoreboardLayout.REQUESTS);
    }

    /** Counts requests. Safe from any thread of the worker: an atomic add. */
    public void addRequests(long count) {
        add(ScoreboardLayout.REQUESTS, count);
    }

    /** Returns how many bytes were relayed to the worker. */
    public long bytesTo() {
        return get(ScoreboardLayout.BYTES_TO);
    }

    /** Returns how many bytes were relayed from the worker. */
    public long bytesFrom() {
        return get(ScoreboardLayout.BYTES_FROM);
    }

    /** Adds to the bytes relayed to and from the worker. Safe from any relay loop: atomic adds. */
    public void addRelayedBytes(long to, long from) {
        add(ScoreboardLayout.BYTES_TO, to);
        add(ScoreboardLayout.BYTES_FROM, from);
    }

    /** Returns how many connections of the relay have reached the worker. */
    public long connects() {
        return get(ScoreboardLayout.CONNECTS);
    }

    /** Returns how long those took to be connected, all together, in ns. */
    public long connectNs() {
        return get(ScoreboardLayout.CONNECT_NS);
    }

    /** Counts a connection of the relay that took so long to be connected. Safe from any relay loop: atomic adds. */
    public void addConnect(long durationNs) {
        add(ScoreboardLayout.CONNECTS, 1);
        add(ScoreboardLayout.CONNECT_NS, durationNs);
    }

    /** Returns how many relayed connections failed in that way. */
    public long failures(RelayFailure failure) {
        return get(failure.word());
    }

    /** Counts a relayed connection that failed. Safe from any relay loop: an atomic add. */
    public void addFailure(RelayFailure failure) {
        add(failure.word(), 1);
    }

    private void add(int word, long amount) {
        WORD.getAndAddRelease(memory, offset + word, amount);
    }

    private long get(int word) {
        return (long) WORD.getAcquire(memory, offset + word);
    }

    private void set(int word, long value) {
        WORD.setRelease(memory, offset + word, value);
    }
}
