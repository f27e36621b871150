/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.testapp;

import io.drover.worker.WorkerRuntime;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** What the application does when it is asked, by path. */
final class Routes {
    private static final int HALT_EXIT_CODE = 9;

    private final WorkerRuntime runtime;
    private final AppListeners listeners;
    private final OpenFiles openFiles = new OpenFiles();
    private final Queue<ByteBuffer> taken = new ConcurrentLinkedQueue<>();

    Routes(WorkerRuntime runtime, AppListeners listeners) {
        this.runtime = runtime;
        this.listeners = listeners;
    }

    /** Returns the body of the answer, when it is there. */
    CompletableFuture<String> answer(String uri, Channel channel) {
        QueryStringDecoder query = new QueryStringDecoder(uri);
        return switch (query.path()) {
            case "/worker" ->
                done(new WorkerAnswer(
                                runtime.slot(),
                                runtime.workerId(),
                                runtime.generation(),
                                ProcessHandle.current().pid())
                        .toText());
            case "/peer" -> done(peerOf(channel));
            case "/slow" -> later(millis(query), channel);
            case "/block" -> done(block(millis(query)));
            case "/exit" -> done(exit(Integer.parseInt(value(query, "code"))));
            case "/halt" -> done(halt());
            case "/print" -> done(print(query));
            case "/environment" -> done(String.valueOf(System.getenv(value(query, "name"))));
            case "/property" -> done(String.valueOf(System.getProperty(value(query, "name"))));
            case "/spawn" -> done(spawn());
            case "/listen" -> aside(() -> listen(value(query, "on")));
            case "/unlisten" -> aside(() -> listeners.close(AppOptions.address(value(query, "on"))));
            case "/addresses" -> done(listeners.localAddresses().toString());
            case "/open-files" -> done(openFiles.openAll());
            case "/close-files" -> done(openFiles.closeAll());
            case "/count-requests" -> done(count(Integer.parseInt(value(query, "count"))));
            case "/fill" -> done(fill(Integer.parseInt(value(query, "mib"))));
            case "/collect-garbage" -> done(collectGarbage());
            default -> done("ok");
        };
    }

    private static CompletableFuture<String> done(String body) {
        return CompletableFuture.completedFuture(body);
    }

    private static CompletableFuture<String> later(long ms, Channel channel) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        channel.eventLoop().schedule(() -> answer.complete("slept"), ms, TimeUnit.MILLISECONDS);
        return answer;
    }

    /** What waits for the event loops must not run on one. */
    private static CompletableFuture<String> aside(Action action) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                action.run();
                answer.complete("done");
            } catch (IOException | RuntimeException e) {
                answer.complete(e.toString());
            }
        });
        thread.setDaemon(true);
        thread.start();
        return answer;
    }

    /** Something that can fail. */
    private interface Action {
        void run() throws IOException;
    }

    private void listen(String address) throws IOException {
        System.out.println("bound " + listeners.open(AppOptions.address(address)));
    }

    /** Answers first: the JVM's shutdown waits for open connections. */
    private static String exit(int code) {
        aside(() -> System.exit(code));
        return "exiting";
    }

    private static String halt() {
        Runtime.getRuntime().halt(HALT_EXIT_CODE);
        return "never said";
    }

    /** What no event loop should ever do. */
    private static String block(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "blocked";
    }

    private static String print(QueryStringDecoder query) {
        long count = Long.parseLong(value(query, "count"));
        String text = value(query, "text");
        for (long i = 0; i < count; i++) {
            (value(query, "to").equals("err") ? System.err : System.out).println(text + " " + i);
        }
        return "printed";
    }

    /** The child shares this process's output, and outlives it. */
    private static String spawn() {
        try {
            Process child = new ProcessBuilder("sleep", "120").inheritIO().start();
            return Long.toString(child.pid());
        } catch (IOException e) {
            return e.toString();
        }
    }

    private String count(int requests) {
        runtime.countRequests(requests);
        return "counted";
    }

    /** Takes memory outside of the heap, and keeps it. */
    private String fill(int mebibytes) {
        taken.add(ByteBuffer.allocateDirect(mebibytes << 20));
        return "filled";
    }

    private static String collectGarbage() {
        System.gc();
        return "collected";
    }

    private static String peerOf(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress peer
                ? peer.getAddress().getHostAddress() + " " + peer.getPort()
                : String.valueOf(channel.remoteAddress());
    }

    private static long millis(QueryStringDecoder query) {
        return Long.parseLong(value(query, "ms"));
    }

    private static String value(QueryStringDecoder query, String name) {
        return query.parameters().getOrDefault(name, List.of("")).get(0);
    }
}
