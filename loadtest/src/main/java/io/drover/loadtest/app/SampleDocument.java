/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.app;

/**
 * A JSON document of about 10 KB, as a list of things in a shop would be. It is written anew for every answer: what is
 * compared is an application that makes its answers, not one that copies them.
 */
final class SampleDocument {
    private static final int ITEMS = 97;
    private static final int CENTS = 100;
    private static final int INITIAL_LENGTH = 11_000;

    private SampleDocument() {}

    static String text() {
        StringBuilder text = new StringBuilder(INITIAL_LENGTH).append("{\"items\":[");
        for (int i = 0; i < ITEMS; i++) {
            if (i > 0) {
                text.append(',');
            }
            text.append("{\"id\":").append(100_000 + i);
            text.append(",\"name\":\"article number ").append(100 + i);
            text.append("\",\"price\":").append(10 + i).append('.').append(10 + i * 7 % (CENTS - 10));
            text.append(",\"inStock\":").append(i % 3 != 0);
            text.append(",\"tags\":[\"first\",\"second\",\"third\"]}");
        }
        return text.append("]}").toString();
    }
}
