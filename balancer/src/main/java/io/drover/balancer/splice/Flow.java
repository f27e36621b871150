/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import io.drover.core.config.SpliceMode;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a relayed connection.
 *
 * <p>Few bytes at a time are copied: two calls and no pipe. When they come in full buffers one after another they go
 * through a pipe without being copied, until they come in drops again. Bytes that the target does not take yet are held,
 * either in a buffer or in the pipe and never in both, and nothing is read before they are out: so a slow reader stops a
 * fast writer, and no memory grows.
 *
 * <p>Threading: owned by one relay loop.
 */
final class Flow {
    /** How many it moves before others get their turn. */
    private static final int TURN_BYTES = 512 * 1024;

    /** So many full buffers in a row are a stream. */
    private static final int FULL_READS_OF_A_STREAM = 3;

    /** Below that a copy is cheaper than two splices. */
    private static final int SMALLEST_SPLICE = 4096;

    private final RelayLoop loop;
    private final FlowPair pair;
    private final RelayEnd source;
    private final RelayEnd target;
    private final SpliceMode splicing;

    private @Nullable ByteBuf held;
    private @Nullable Pipe pipe;
    private boolean sourceEnded;
    private boolean over;
    private int fullReads;
    private long bytes;

    Flow(RelayLoop loop, FlowPair pair, RelayEnd source, RelayEnd target) {
        this.loop = loop;
        this.pair = pair;
        this.source = source;
        this.target = target;
        this.splicing = source.isSecured() || target.isSecured() ? SpliceMode.OFF : loop.splicing();
    }

    /** Returns how many bytes were taken from the source. */
    long bytes() {
        return bytes;
    }

    /** Tells whether nothing will be moved any more. */
    boolean isOver() {
        return over;
    }

    /** Tells whether bytes are held that the target has not taken. */
    boolean isHolding() {
        return held != null || (pipe != null && !pipe.isEmpty());
    }

    RelayEnd source() {
        return source;
    }

    RelayEnd target() {
        return target;
    }

    /**
     * Sends bytes first that were there before the flow, and in one write with them what the source has sent already.
     *
     * @param own of nobody but us, or null
     * @param early of the source, read by somebody else, or null; released
     */
    void sendFirst(@Nullable ByteBuf own, @Nullable ByteBuf early) {
        if (early != null) {
            count(early.readableBytes());
        }
        ByteBuf first = own == null ? early : own;
        if (first == null) {
            return;
        }
        held = first;
        if (own != null && early != null) {
            first.writeBytes(early);
            early.release();
        }
        if (source.isReadable()) {
            ByteBuffer buffer = loop.buffer();
            int read = source.read(buffer, buffer.capacity());
            if (read > 0) {
                count(read);
                first.writeBytes(buffer.duplicate().position(0).limit(read));
            } else {
                onNothingRead(read);
            }
        }
    }

    /** Moves what can be moved now. */
    void pump() {
        move();
        if (pipe != null && pipe.isEmpty()) {
            releasePipe();
        }
    }

    private void move() {
        int turn = TURN_BYTES;
        while (!over && deliverHeld()) {
            if (sourceEnded) {
                if (!pair.knowsEnd(this)) {
                    return;
                }
                if (target.isSecured() && pair.endsInOrder(this) && !target.announceEnd()) {
                    return;
                }
                over = true;
                pair.onDelivered(this);
                return;
            }
            if (!source.isReadable()) {
                return;
            }
            if (turn <= 0) {
                // With the next look at epoll, in which everybody else has a turn, too.
                source.goOnLater();
                return;
            }
            turn -= isStream() ? splice() : copy();
        }
    }

    private boolean isStream() {
        return switch (splicing) {
            case ON -> true;
            case OFF -> false;
            case AUTO -> fullReads >= FULL_READS_OF_A_STREAM;
        };
    }

    /** Copies once; returns how many bytes. */
    private int copy() {
        ByteBuffer buffer = loop.buffer();
        int length = buffer.capacity();
        int read = source.read(buffer, length);
        if (read <= 0) {
            onNothingRead(read);
            return 0;
        }
        fullReads = read == length ? fullReads + 1 : 0;
        if (read < length && source.endIsNear() && !source.isSecured()) {
            read += readOn(buffer, read);
        }
        count(read);
        send(buffer, read, sourceEnded && endsInOrder() && !target.isSecured());
        return read;
    }

    /**
     * Writes what was read; what the target does not take is held.
     *
     * @param isLast whether the target is told of the end right behind it
     */
    private void send(ByteBuffer buffer, int length, boolean isLast) {
        if (isLast) {
            target.joinWithEnd();
        }
        int written = target.write(buffer, 0, length);
        if (written == RelayEnd.BROKEN) {
            abandon();
        } else if (written < length) {
            if (isLast) {
                target.sendWithoutEnd();
            }
            held = loop.keep(buffer, written, length);
            target.awaitWritable();
        }
    }

    /** Looks for the end behind what was read: it goes on together with that. Returns how many bytes came before it. */
    private int readOn(ByteBuffer buffer, int from) {
        int read = source.receive(buffer, from, buffer.capacity());
        if (read <= 0) {
            onNothingRead(read);
        }
        return Math.max(read, 0);
    }

    /** Tells whether it is known by now that the target may take the end of the source for the end. */
    private boolean endsInOrder() {
        return pair.knowsEnd(this) && pair.endsInOrder(this);
    }

    /** Fills a pipe once; returns how many bytes. */
    private int splice() {
        if (pipe == null) {
            pipe = loop.pipes().take();
            if (pipe == null) {
                return copy();
            }
        }
        int moved = source.fill(pipe);
        if (moved > 0) {
            count(moved);
            fullReads = moved < SMALLEST_SPLICE ? fullReads - 1 : FULL_READS_OF_A_STREAM;
            return moved;
        }
        if (moved == 0 && !source.endIsNear()) {
            source.markUnreadable();
            return 0;
        }
        // No byte, or the end, or broken: only a read tells which.
        return copy();
    }

    private void onNothingRead(int read) {
        if (read == RelayEnd.END) {
            sourceEnded = true;
        } else if (read == RelayEnd.BROKEN) {
            sourceEnded = true;
            pair.onBroken(this);
        } else {
            source.markUnreadable();
        }
    }

    private void count(int moved) {
        bytes += moved;
        source.touch(loop.nowMs());
        target.touch(loop.nowMs());
    }

    /** Sends what is held, as far as the target takes it; returns whether nothing is held any more. */
    boolean deliverHeld() {
        int unsent = target.flush();
        if (unsent == RelayEnd.BROKEN) {
            abandon();
        }
        if (unsent != 0) {
            return false;
        }
        if (!isHolding()) {
            return true;
        }
        if (!target.isWritable()) {
            return false;
        }
        int written = held != null ? writeHeld(held) : emptyPipe();
        if (written == RelayEnd.BROKEN) {
            abandon();
            return false;
        }
        if (written > 0) {
            target.touch(loop.nowMs());
        }
        if (held != null) {
            held.skipBytes(written);
            if (!held.isReadable()) {
                held.release();
                held = null;
            }
        }
        if (isHolding()) {
            target.awaitWritable();
            return false;
        }
        return true;
    }

    private int writeHeld(ByteBuf bytes) {
        ByteBuffer view = bytes.internalNioBuffer(bytes.readerIndex(), bytes.readableBytes());
        return target.write(view, view.position(), view.limit());
    }

    private int emptyPipe() {
        return pipe == null ? 0 : target.empty(pipe);
    }

    /** The target takes no more: what is held is lost, and what the source still sends is nobody's. */
    private void abandon() {
        stop();
        pair.onRefused(this);
    }

    /** Ends it, and lets go of what it holds. */
    void stop() {
        over = true;
        if (held != null) {
            held.release();
            held = null;
        }
        releasePipe();
    }

    private void releasePipe() {
        if (pipe != null) {
            loop.pipes().giveBack(pipe);
            pipe = null;
        }
    }
}
