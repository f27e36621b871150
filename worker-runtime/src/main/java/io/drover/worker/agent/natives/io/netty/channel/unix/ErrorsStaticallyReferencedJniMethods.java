/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.natives.io.netty.channel.unix;

/** Numbers of errors, errno(3), and their texts. */
public final class ErrorsStaticallyReferencedJniMethods {
    private ErrorsStaticallyReferencedJniMethods() {}

    static native int errnoENOENT();

    static native int errnoEBADF();

    static native int errnoEPIPE();

    static native int errnoECONNRESET();

    static native int errnoENOTCONN();

    static native int errnoEAGAIN();

    static native int errnoEWOULDBLOCK();

    static native int errnoEINPROGRESS();

    static native int errorECONNREFUSED();

    static native int errorEISCONN();

    static native int errorEALREADY();

    static native int errorENETUNREACH();

    static native int errorEHOSTUNREACH();

    public static native String strError(int number);
}
