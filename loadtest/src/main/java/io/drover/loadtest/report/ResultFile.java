/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.drover.loadtest.generator.Recording;
import io.drover.loadtest.scenario.EventTimeline;
import io.drover.loadtest.scenario.Figure;
import io.drover.loadtest.scenario.Measurement;
import io.drover.loadtest.scenario.Metric;
import io.drover.loadtest.scenario.ScenarioResult;
import io.drover.loadtest.scenario.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that was measured, as JSON for other programs. */
public final class ResultFile {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL)
            .addMixIn(Recording.Interval.class, WithoutLatencies.class);

    /** The histograms of all intervals are in the .hlog files. */
    @JsonIgnoreProperties("latencies")
    private interface WithoutLatencies {}

    private record Document(
            String startedAt, double seconds, Machine machine, Options options, List<ScenarioPart> scenarios) {}

    private record Options(
            String tool, int connections, int repetitions, double durationSeconds, double warmUpSeconds) {}

    private record ScenarioPart(
            String name,
            String title,
            String baseline,
            List<TargetPart> targets,
            List<FigurePart> figures,
            List<Measurement> measurements,
            EventTimeline timeline,
            List<String> failures) {}

    private record TargetPart(
            String name, @Nullable String absent, Map<Metric, Summary> metrics, Map<Metric, Ratio> ratiosToBaseline) {}

    /** A ratio, and whether it tells more than the spread of its measurements. */
    private record Ratio(double median, double min, double max, int count, boolean distinguishable) {
        static Ratio of(Summary ratio) {
            return new Ratio(ratio.median(), ratio.min(), ratio.max(), ratio.count(), ratio.isDistinguishableFrom(1));
        }
    }

    private record FigurePart(Figure figure, @Nullable Summary measured, String verdict) {}

    private ResultFile() {}

    /** Writes it into a folder, which is made where needed, and returns the file. */
    public static Path write(
            Path folder, Instant startedAt, Machine machine, Session session, List<ScenarioResult> results)
            throws IOException {
        Session.Load load = session.load();
        Options options = new Options(
                session.tool().name(),
                load.connections(),
                load.repetitions(),
                load.duration().toMillis() / 1e3,
                load.warmUp().toMillis() / 1e3);
        double seconds = (Instant.now().toEpochMilli() - startedAt.toEpochMilli()) / 1e3;
        Document document = new Document(
                startedAt.toString(),
                seconds,
                machine,
                options,
                results.stream().map(ResultFile::scenario).toList());
        Path file = Files.createDirectories(folder).resolve("result.json");
        JSON.writeValue(file.toFile(), document);
        return file;
    }

    private static ScenarioPart scenario(ScenarioResult result) {
        return new ScenarioPart(
                result.description().name(),
                result.description().title(),
                result.description().baseline(),
                result.targets().stream().map(target -> target(result, target)).toList(),
                result.description().figures().stream()
                        .map(figure -> figure(CheckedFigure.of(result, figure)))
                        .toList(),
                result.measurements(),
                result.timeline(),
                result.failures());
    }

    private static TargetPart target(ScenarioResult result, String name) {
        Map<Metric, Summary> metrics = new EnumMap<>(Metric.class);
        Map<Metric, Ratio> ratios = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            Series series = Series.of(result, name, metric);
            Series baseline = Series.of(result, result.description().baseline(), metric);
            series.summary().ifPresent(summary -> metrics.put(metric, summary));
            series.ratioTo(baseline).ifPresent(ratio -> ratios.put(metric, Ratio.of(ratio)));
        }
        return new TargetPart(name, result.absent().get(name), metrics, ratios);
    }

    private static FigurePart figure(CheckedFigure checked) {
        return new FigurePart(checked.figure(), checked.measured().orElse(null), checked.verdict());
    }
}
