/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.scoreboard;

/**
 * Where each word of the scoreboard file stands. All words are 64-bit, in the machine's byte order, naturally aligned.
 *
 * <pre>
 *  byte    0         8         16        24        32 .. 63
 *        +---------+---------+---------+---------+-----------+
 *  header| magic   | version | blocks  | block   | reserved  |
 *        |         |         | (count) | (bytes) |           |
 *        +---------+---------+---------+---------+-----------+
 *
 *  block n begins at 64 + n * 512; a line is 64 bytes, so that words of different writers never share a cache line
 *        +---------+---------+---------+---------------------+
 *  +   0 | worker  | slot    | gener-  |        written by the supervisor
 *        | id      |         | ation   |
 *        +---------+---------+---------+---------------------+
 *  +  64 | sent    |                            written by the acceptor
 *        +---------+---------+---------+---------------------+
 *  + 128 | state   | pid     | heart-  |        written by the worker's control thread
 *        |         |         | beat    |
 *        +---------+---------+---------+---------------------+
 *  + 192 | received|                            added to by the worker's intakes
 *        +---------+---------+---------+---------------------+
 *  + 256 | closed  |                            added to by the worker's event loops
 *        +---------+---------+---------+---------------------+
 *  + 320 | loop lag| heap    | heap    | GC      | GC        | the worker's control thread
 *        | (ns)    | used    | max     | count   | time (ms) |
 *        +---------+---------+---------+---------+-----------+
 *  + 384 | requests|                            added to by the application, where it counts them
 *        +---------+---------+---------+---------------------+
 *  + 448 | bytes to| bytes   | connects| connect | failed  | failures| failures| timeouts| added to by the
 *        | it      | from it |         | (ns)    | connects| client's| its own |         | primary's relay loops
 *        +---------+---------+---------+---------+---------+---------+---------+---------+
 * </pre>
 *
 * <p>A block belongs to one worker from its start to its exit. A slot can have two workers for a while (during a
 * reload), so blocks are numbered on their own and not by slot.
 */
final class ScoreboardLayout {
    static final long MAGIC = 0x44524F5645523031L; // "DROVER01"
    static final long VERSION = 1;

    static final int MAGIC_OFFSET = 0;
    static final int VERSION_OFFSET = 8;
    static final int BLOCK_COUNT_OFFSET = 16;
    static final int BLOCK_BYTES_OFFSET = 24;

    static final int HEADER_BYTES = 64;
    static final int BLOCK_BYTES = 512;

    static final int WORKER_ID = 0;
    static final int SLOT = 8;
    static final int GENERATION = 16;
    static final int SENT = 64;
    static final int STATE = 128;
    static final int PID = 136;
    static final int HEARTBEAT = 144;
    static final int RECEIVED = 192;
    static final int CLOSED = 256;
    static final int LOOP_LAG = 320;
    static final int HEAP_USED = 328;
    static final int HEAP_MAX = 336;
    static final int GC_COUNT = 344;
    static final int GC_TIME = 352;
    static final int REQUESTS = 384;
    static final int BYTES_TO = 448;
    static final int BYTES_FROM = 456;
    static final int CONNECTS = 464;
    static final int CONNECT_NS = 472;
    static final int CONNECT_FAILURES = 480;
    static final int CLIENT_FAILURES = 488;
    static final int BACKEND_FAILURES = 496;
    static final int TIMEOUTS = 504;

    private ScoreboardLayout() {}

    static int blockOffset(int block) {
        return HEADER_BYTES + block * BLOCK_BYTES;
    }
}
