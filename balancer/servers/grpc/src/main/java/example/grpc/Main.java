/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package example.grpc;

import io.grpc.Attributes;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerCall;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * Says who answers whom, over gRPC: {@code --port=8080}. With {@code --client} it asks instead, see {@link Client}.
 *
 * <p>The one method takes the milliseconds to wait as text, and answers with JSON as text.
 */
public final class Main {
    static final MethodDescriptor<String, String> WHO = MethodDescriptor.<String, String>newBuilder()
            .setType(MethodType.UNARY)
            .setFullMethodName("example.Server/Who")
            .setRequestMarshaller(new Text())
            .setResponseMarshaller(new Text())
            .build();

    private Main() {}

    public static void main(String[] args) throws Exception {
        int port = number(args, "--port=", 8080);
        if (args.length > 0 && args[0].equals("--client")) {
            Client client = new Client(port, number(args, "--calls=", 1), number(args, "--ms=", 0));
            client.run(number(args, "--count=", 1), number(args, "--at-once=", 1));
            return;
        }
        NettyServerBuilder.forPort(port)
                .addService(ServerServiceDefinition.builder("example.Server")
                        .addMethod(WHO, Main::answer)
                        .build())
                .build()
                .start()
                .awaitTermination();
    }

    private static int number(String[] args, String option, int fallback) {
        for (String arg : args) {
            if (arg.startsWith(option)) {
                return Integer.parseInt(arg.substring(option.length()));
            }
        }
        return fallback;
    }

    private static ServerCall.Listener<String> answer(ServerCall<String, String> call, Metadata headers) {
        call.request(1);
        return new ServerCall.Listener<>() {
            @Override
            public void onMessage(String delayMs) {
                sleep(Long.parseLong(delayMs));
                Attributes attributes = call.getAttributes();
                call.sendHeaders(new Metadata());
                call.sendMessage(String.format(
                        "{\"pid\":%d,\"remote\":\"%s\",\"local\":\"%s\",\"server\":\"grpc\"}",
                        ProcessHandle.current().pid(),
                        text(attributes.get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR)),
                        text(attributes.get(Grpc.TRANSPORT_ATTR_LOCAL_ADDR))));
                call.close(Status.OK, new Metadata());
            }
        };
    }

    private static void sleep(long ms) {
        try {
            TimeUnit.MILLISECONDS.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static String text(Object address) {
        InetSocketAddress inet = (InetSocketAddress) address;
        return inet.getAddress().getHostAddress() + ":" + inet.getPort();
    }

    private static final class Text implements MethodDescriptor.Marshaller<String> {
        @Override
        public InputStream stream(String value) {
            return new ByteArrayInputStream(value.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String parse(InputStream stream) {
            try {
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
