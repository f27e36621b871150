/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package example.grpc;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Asks a server and prints, for each answer, the client's own address and the answer.
 *
 * <p>{@code --count=N} connections, of which {@code --at-once=N} are open together, each for {@code --calls=N} calls that
 * the server answers after {@code --ms=N} milliseconds.
 */
final class Client {
    private final int port;
    private final int calls;
    private final String delayMs;

    Client(int port, int calls, int delayMs) {
        this.port = port;
        this.calls = calls;
        this.delayMs = Integer.toString(delayMs);
    }

    void run(int connections, int atOnce) throws InterruptedException {
        for (int done = 0; done < connections; done += atOnce) {
            List<ManagedChannel> open = new ArrayList<>();
            for (int i = 0; i < Math.min(atOnce, connections - done); i++) {
                open.add(NettyChannelBuilder.forAddress("127.0.0.1", port)
                        .usePlaintext()
                        .build());
            }
            for (int call = 0; call < calls; call++) {
                List<CompletableFuture<String>> answers =
                        open.stream().map(this::ask).toList();
                answers.forEach(answer -> System.out.println(answer.join()));
            }
            open.forEach(ManagedChannel::shutdown);
            for (ManagedChannel channel : open) {
                channel.awaitTermination(10, TimeUnit.SECONDS);
            }
        }
    }

    private CompletableFuture<String> ask(ManagedChannel channel) {
        CompletableFuture<String> answered = new CompletableFuture<>();
        ClientCall<String, String> call = channel.newCall(Main.WHO, CallOptions.DEFAULT);
        call.start(
                new ClientCall.Listener<>() {
                    @Override
                    public void onMessage(String answer) {
                        Object local = call.getAttributes().get(Grpc.TRANSPORT_ATTR_LOCAL_ADDR);
                        answered.complete(Main.text(local) + " " + answer);
                    }

                    @Override
                    public void onClose(Status status, Metadata trailers) {
                        if (!status.isOk()) {
                            answered.completeExceptionally(status.asRuntimeException());
                        }
                    }
                },
                new Metadata());
        call.request(1);
        call.sendMessage(delayMs);
        call.halfClose();
        return answered;
    }
}
