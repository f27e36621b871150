/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {
    private static final NumberRange TEENS = new NumberRange(13, 19);

    @ParameterizedTest
    @CsvSource({
        "/, /, ''",
        "/slow?ms=5, /slow, ms=5",
        "/slow?, /slow, ''",
        "/a?b?c, /a, b?c",
        "http://host:81/a?b, /a, b",
        "http://host, /, ''",
        "*, *, ''",
        "host:443, host:443, ''",
    })
    void separatesPathFromQuery(String uri, String path, String query) {
        assertThat(RequestTarget.parse(uri)).isEqualTo(new RequestTarget(path, query));
    }

    @Test
    void readsNumbersOfTheQuery() {
        assertThat(RequestTarget.parse("/?age=13").number("age", TEENS, 15)).isEqualTo(13);
        assertThat(RequestTarget.parse("/?x=1&age=%319").number("age", TEENS, 15))
                .isEqualTo(19);
    }

    @Test
    void fallsBackWhereTheQueryHasNoSuchNumber() {
        assertThat(RequestTarget.parse("/").number("age", TEENS, 15)).isEqualTo(15);
        assertThat(RequestTarget.parse("/?ages=14").number("age", TEENS, 15)).isEqualTo(15);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12", "20", "-13", "abc", "13x", "1.5", "99999999999999999999"})
    void refusesWhatIsNoNumberOfTheRange(String value) {
        assertThatThrownBy(() -> RequestTarget.parse("/?age=" + value).number("age", TEENS, 15))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("age: " + value + " (expected: a number from 13 to 19)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"age=", "age"})
    void refusesAnEmptyNumber(String query) {
        assertThatThrownBy(() -> RequestTarget.parse("/?" + query).number("age", TEENS, 15))
                .hasMessage("age:  (expected: a number from 13 to 19)");
    }

    @Test
    void refusesABrokenPercentEncoding() {
        assertThatThrownBy(() -> RequestTarget.parse("/?age=%zz").number("age", TEENS, 15))
                .hasMessage("query: age=%zz (expected: name=value pairs, percent-encoded)");
    }
}
