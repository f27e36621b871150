/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.cli;

import io.drover.core.config.ConfigException;
import io.drover.core.config.Setting;
import io.drover.core.config.SettingSource;
import io.drover.core.config.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The command line, made from the table of settings.
 *
 * <p>Values are taken as they are: the configuration checks all of them at once, wherever they come from.
 */
final class Arguments {
    private static final String SEPARATOR = "--";
    private static final String RUN = "run";

    private static final OptionSpec HELP = OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .description("Shows this and exits.")
            .build();
    private static final OptionSpec VERSION = OptionSpec.builder("-V", "--version")
            .versionHelp(true)
            .description("Shows the version and exits.")
            .build();

    private final ParseResult parsed;
    private final List<String> appArguments;

    private Arguments(ParseResult parsed, List<String> appArguments) {
        this.parsed = parsed;
        this.appArguments = appArguments;
    }

    /** Parses a command line. What is wrong with it is among the {@link #violations}. */
    static Arguments parse(String... all) {
        List<String> own = new ArrayList<>(Arrays.asList(all));
        List<String> appArguments = List.of();
        int separator = own.indexOf(SEPARATOR);
        if (separator >= 0) {
            appArguments = List.copyOf(own.subList(separator + 1, own.size()));
            own = own.subList(0, separator);
        }
        if (!own.isEmpty() && own.get(0).equals(RUN)) {
            own = own.subList(1, own.size());
        }
        CommandLine commandLine =
                new CommandLine(spec()).setUnmatchedArgumentsAllowed(true).setOverwrittenOptionsAllowed(true);
        try {
            return new Arguments(commandLine.parseArgs(own.toArray(String[]::new)), appArguments);
        } catch (CommandLine.MissingParameterException e) {
            ArgSpec missing = e.getMissing().get(0);
            String name = ((OptionSpec) missing).longestName().substring(2);
            throw new ConfigException(new Violation(name, "no value", missing.paramLabel()));
        } catch (CommandLine.ParameterException e) {
            throw new ConfigException(new Violation("option", String.join(" ", own), String.valueOf(e.getMessage())));
        }
    }

    /** Returns what is on the command line that no option takes. */
    List<Violation> violations() {
        return parsed.unmatched().stream().map(Arguments::unmatched).toList();
    }

    private static Violation unmatched(String argument) {
        if (!argument.startsWith("-")) {
            return new Violation(
                    "argument", argument, "an option; arguments for the application go behind " + SEPARATOR);
        }
        String meant = Suggestion.nearest(
                        argument.replaceFirst("=.*", ""), spec().optionsMap().keySet())
                .map(option -> "; did you mean " + option + "?")
                .orElse("");
        return new Violation("option", argument, "an option that --help lists" + meant);
    }

    /** What the options are, without the order that a help text has: that takes longer to make than to parse them. */
    private static CommandSpec spec() {
        CommandSpec spec = CommandSpec.create().addOption(HELP).addOption(VERSION);
        for (Setting setting : Setting.values()) {
            spec.addOption(option(setting));
        }
        return spec;
    }

    private static CommandSpec helpSpec() {
        CommandSpec spec = CommandSpec.create().name("java -jar balancer.jar");
        spec.usageMessage()
                .header(
                        "Runs a JVM server on every core: one primary accepts connections and passes each to one of",
                        "several worker JVMs, which run the whole application and serve it by themselves.",
                        "")
                .synopsisHeading("")
                .customSynopsis("Usage: java -jar balancer.jar [run] --backend=APP.jar [OPTIONS] [-- APP ARGUMENTS]")
                .width(100)
                .autoWidth(false)
                .sortOptions(false)
                .footer(HelpFooter.LINES);
        for (Setting.Group group : Setting.Group.values()) {
            ArgGroupSpec.Builder section = ArgGroupSpec.builder()
                    .heading("%n" + group.heading() + "%n")
                    .validate(false)
                    .multiplicity("0..1");
            Arrays.stream(Setting.values())
                    .filter(setting -> setting.group() == group)
                    .forEach(setting -> section.addArg(option(setting)));
            spec.addArgGroup(section.build());
        }
        spec.addArgGroup(ArgGroupSpec.builder()
                .heading("%nOther%n")
                .validate(false)
                .multiplicity("0..1")
                .addArg(HELP)
                .addArg(VERSION)
                .build());
        return spec;
    }

    private static OptionSpec option(Setting setting) {
        OptionSpec.Builder option = OptionSpec.builder("--" + setting.key())
                .description(help(setting))
                .paramLabel(setting.placeholder());
        return switch (setting.arity()) {
            case FLAG ->
                option.type(List.class)
                        .auxiliaryTypes(String.class)
                        .arity("0..1")
                        .fallbackValue("true")
                        .paramLabel("true|false")
                        .build();
            case ONE ->
                option.type(List.class).auxiliaryTypes(String.class).arity("1").build();
            case MANY ->
                option.type(List.class).auxiliaryTypes(String.class).arity("1").build();
        };
    }

    private static String help(Setting setting) {
        boolean shown = setting.defaultValue() != null && setting.arity() != Setting.Arity.FLAG;
        return setting.help().replace("%", "%%") + (shown ? " Default: " + setting.defaultValue() + "." : "");
    }

    boolean isHelpRequested() {
        return parsed.isUsageHelpRequested();
    }

    boolean isVersionRequested() {
        return parsed.isVersionHelpRequested();
    }

    static String help() {
        return new CommandLine(helpSpec()).getUsageMessage();
    }

    List<String> appArguments() {
        return appArguments;
    }

    /** Returns the settings given. */
    SettingSource settings() {
        SettingSource source = new SettingSource("");
        for (Setting setting : Setting.values()) {
            String option = "--" + setting.key();
            if (!parsed.hasMatchedOption(option)) {
                continue;
            }
            List<String> values = parsed.matchedOptionValue(option, List.of());
            values.forEach(value -> source.add(setting, value));
        }
        return source;
    }
}
