/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.admin;

import io.drover.balancer.control.CommandEvents;
import io.drover.balancer.control.CommandReply;
import io.drover.balancer.supervisor.ClusterStatus;
import io.drover.balancer.supervisor.Supervisor;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * What {@code balancer.jar status}, {@code reload} and the others do in the primary.
 *
 * <p>Threading: owned by the supervisor thread.
 */
public final class OperatorCommands implements CommandEvents {
    private static final String FOLLOW = "-f";

    private final String name;
    private final Supervisor supervisor;
    private final LineFeed events;
    private final LineFeed logs;

    /**
     * Makes the commands of a cluster.
     *
     * @param name of the cluster
     * @param supervisor does what they ask
     * @param events what has happened
     * @param logs what the workers print
     */
    public OperatorCommands(String name, Supervisor supervisor, LineFeed events, LineFeed logs) {
        this.name = name;
        this.supervisor = supervisor;
        this.events = events;
        this.logs = logs;
    }

    @Override
    public void onCommand(List<String> words, CommandReply reply) {
        String command = words.isEmpty() ? "" : words.get(0);
        String argument = words.size() > 1 ? words.get(1) : "";
        switch (command) {
            case "status" -> supervisor.requestStatus(name).thenAccept(status -> show(status, reply));
            case "reload" -> reload(reply);
            case "scale" -> scale(argument, reply);
            case "drain" -> drain(argument, reply);
            case "stop" -> stop(reply);
            case "events" -> feed(events, true, reply);
            case "logs" -> feed(logs, argument.equals(FOLLOW), reply);
            default -> reply.done("command: " + command + " (expected: one that this version has)");
        }
    }

    private static void show(ClusterStatus status, CommandReply reply) {
        try {
            reply.output(StatusJson.of(status));
            reply.done(null);
        } catch (IOException e) {
            reply.done(String.valueOf(e.getMessage()));
        }
    }

    private void reload(CommandReply reply) {
        // What happens meanwhile is the progress of it.
        Consumer<String> progress = reply::outputIfRead;
        events.subscribe(progress);
        supervisor.operatorRequests().requestReload().thenAccept(outcome -> {
            events.unsubscribe(progress);
            reply.done(outcome.failure());
        });
    }

    private void scale(String argument, CommandReply reply) {
        if (!argument.matches("[0-9]{1,6}")) {
            reply.done("workers: " + argument + " (expected: a number from 1)");
            return;
        }
        supervisor
                .operatorRequests()
                .requestScale(Integer.parseInt(argument), false)
                .thenAccept(outcome -> reply.done(outcome.failure()));
    }

    private void drain(String argument, CommandReply reply) {
        if (!argument.matches("[0-9]{1,6}")) {
            reply.done("slot: " + argument + " (expected: a number from 0)");
            return;
        }
        supervisor.operatorRequests().requestDrain(Integer.parseInt(argument)).thenAccept(reply::done);
    }

    private void stop(CommandReply reply) {
        Consumer<String> progress = reply::outputIfRead;
        events.subscribe(progress);
        reply.onClose(() -> events.unsubscribe(progress));
        // Nothing more to say: the connection ends with the cluster.
        supervisor.requestStop("asked to by an operator");
    }

    private static void feed(LineFeed feed, boolean follow, CommandReply reply) {
        feed.last().forEach(line -> reply.output(line + "\n"));
        if (!follow) {
            reply.done(null);
            return;
        }
        Consumer<String> subscriber = reply::outputIfRead;
        feed.subscribe(subscriber);
        reply.onClose(() -> feed.unsubscribe(subscriber));
    }
}
