/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.tls;

import io.netty.util.ReferenceCountUtil;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * One connection's TLS, between buffers of the caller's: it never waits, and holds no bytes.
 *
 * <p>Threading: owned by one relay loop.
 */
public final class TlsSession {
    private static final ByteBuffer NOTHING = ByteBuffer.allocateDirect(0);

    private final SSLEngine engine;
    private boolean established;
    private boolean ended;
    private boolean recordWaits;

    TlsSession(SSLEngine engine) {
        this.engine = engine;
    }

    /** Tells whether the handshake is over. */
    public boolean isEstablished() {
        return established;
    }

    /** Tells whether the peer has said that no more comes (close_notify). */
    public boolean isEnded() {
        return ended;
    }

    /** Tells whether {@link #decrypt} has left a whole record, for which there was no room. */
    public boolean hasRecord() {
        return recordWaits;
    }

    /**
     * Takes records in as far as they are complete and there is room.
     *
     * @param received ciphertext
     * @param plain gets what was inside
     * @param own gets what TLS itself has to answer; there has to be room for several records
     * @throws SSLException where the peer has to be told that this is no TLS; {@link #end} has the words
     */
    public void decrypt(ByteBuffer received, ByteBuffer plain, ByteBuffer own) throws SSLException {
        boolean goesOn = true;
        while (goesOn) {
            goesOn = switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> runTasks();
                case NEED_WRAP -> wrap(own);
                default -> unwrap(received, plain);
            };
        }
    }

    private boolean runTasks() throws SSLException {
        if (established && engine.getSession().getProtocol().equals("TLSv1.2")) {
            // It would let a client have us compute as much as it likes.
            throw new SSLException("the client wants to negotiate again");
        }
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
        return true;
    }

    /** Returns whether to go on. */
    private boolean wrap(ByteBuffer own) throws SSLException {
        SSLEngineResult result = engine.wrap(NOTHING.duplicate(), own);
        established |= result.getHandshakeStatus() == HandshakeStatus.FINISHED;
        return result.getStatus() == SSLEngineResult.Status.OK
                && (result.bytesProduced() > 0 || result.getHandshakeStatus() != HandshakeStatus.NEED_WRAP);
    }

    /** Returns whether to go on. */
    private boolean unwrap(ByteBuffer received, ByteBuffer plain) throws SSLException {
        if (ended) {
            return false;
        }
        SSLEngineResult result = engine.unwrap(received, plain);
        established |= result.getHandshakeStatus() == HandshakeStatus.FINISHED;
        recordWaits = result.getStatus() == SSLEngineResult.Status.BUFFER_OVERFLOW;
        if (result.getStatus() == SSLEngineResult.Status.CLOSED || engine.isInboundDone()) {
            ended = true;
            return engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP;
        }
        boolean hasMoved = result.bytesConsumed() > 0 || result.bytesProduced() > 0;
        return result.getStatus() == SSLEngineResult.Status.OK
                && (hasMoved || engine.getHandshakeStatus() == HandshakeStatus.NEED_TASK);
    }

    /**
     * Puts bytes into records, as far as there is room.
     *
     * @throws SSLException where the connection takes no more
     */
    public void encrypt(ByteBuffer plain, ByteBuffer records) throws SSLException {
        int recordSize = engine.getSession().getPacketBufferSize();
        while (plain.hasRemaining() && records.remaining() >= recordSize) {
            SSLEngineResult result = engine.wrap(plain, records);
            if (result.getStatus() != SSLEngineResult.Status.OK) {
                throw new SSLException("TLS takes no more: " + result.getStatus());
            }
        }
    }

    /** Tells the peer that no more comes, or why a failure has ended it. */
    public void end(ByteBuffer own) {
        engine.closeOutbound();
        try {
            while (!engine.isOutboundDone() && wrap(own)) {
                // until all is said
            }
        } catch (SSLException e) {
            // A failure that was thrown before is thrown once more.
        }
    }

    /** Lets go of it, which OpenSSL's wants. */
    public void close() {
        ReferenceCountUtil.safeRelease(engine);
    }
}
