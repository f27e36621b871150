/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.StringReader;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class ChartTest {
    private static final LineChart.Axis TIME = new LineChart.Axis("seconds", Scale.seconds(10));
    private static final LineChart.Axis RATE = new LineChart.Axis("req/s", Scale.linear(100));

    @Test
    void writesTicksThatAreEasyToRead() {
        assertThat(labels(Scale.linear(97_500))).containsExactly("0", "20k", "40k", "60k", "80k", "100k");
        assertThat(labels(Scale.linear(0.7))).containsExactly("0", "0.2", "0.4", "0.6", "0.8");
        assertThat(labels(Scale.logarithmic(0.03, 42))).containsExactly("0.01", "0.1", "1", "10", "100");
        assertThat(labels(Scale.percentiles(4))).containsExactly("0 %", "50 %", "90 %", "99 %", "99.9 %", "99.99 %");
        assertThat(labels(Scale.seconds(7.3))).containsExactly("0", "2", "4", "6");
    }

    @Test
    void givesEachNineTheSameRoom() {
        Scale scale = Scale.percentiles(4);
        assertThat(scale.position().applyAsDouble(90)).isEqualTo(0.25, within(1e-9));
        assertThat(scale.position().applyAsDouble(99.9)).isEqualTo(0.75, within(1e-9));
    }

    @Test
    void isWellFormedWhateverTheNames() throws Exception {
        BarChart.Bar bar =
                new BarChart.Bar("<a> & \"b\"", List.of(new BarChart.Part(0, 5, "five < six")), 4, 7, "5 req/s");
        String bars = new BarChart("b & c", "x", List.of(bar)).svg();
        assertThat(parsed(bars)).isEqualTo("svg");
        assertThat(bars.split("class=\"whisker\"", -1)).hasSize(4);
        LineChart.Line line = new LineChart.Line("<l>", 0, List.of(new LineChart.Point(1, 1)));
        assertThat(parsed(new LineChart("d", TIME, RATE, List.of(line), List.of()).svg()))
                .isEqualTo("svg");
    }

    @Test
    void interruptsALineWhereNothingIsKnown() {
        LineChart.Line line = new LineChart.Line(
                "all",
                0,
                List.of(
                        new LineChart.Point(0, 10),
                        new LineChart.Point(1, Double.NaN),
                        new LineChart.Point(2, 20),
                        new LineChart.Point(3, 30)));
        String svg = new LineChart("d", TIME, RATE, List.of(line), List.of()).svg();
        assertThat(svg).containsPattern(" d=\"M[\\d. ]+M[\\d. ]+L[\\d. ]+\"").doesNotContain("NaN");
    }

    @Test
    void writesNoLabelOverAnother() {
        List<LineChart.Mark> marks = List.of(
                new LineChart.Mark("SIGKILL of a worker", 1, 2),
                new LineChart.Mark("reload", 1.5, 3),
                new LineChart.Mark("far away", 8, 9));
        String svg = new LineChart("d", TIME, RATE, List.of(), marks).svg();
        List<Double> rows = Pattern.compile("class=\"marked\" x=\"[\\d.]+\" y=\"([\\d.]+)\"")
                .matcher(svg)
                .results()
                .map((MatchResult found) -> Double.valueOf(found.group(1)))
                .toList();
        assertThat(rows).hasSize(3);
        assertThat(rows.get(1)).isGreaterThan(rows.get(0));
        assertThat(rows.get(2)).isEqualTo(rows.get(0));
    }

    private static List<String> labels(Scale scale) {
        return scale.ticks().stream().map(Scale.Tick::label).toList();
    }

    private static String parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)))
                .getDocumentElement()
                .getTagName();
    }
}
