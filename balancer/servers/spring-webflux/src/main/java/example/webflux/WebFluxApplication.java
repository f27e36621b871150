/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package example.webflux;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Says who answers whom, on Reactor Netty: {@code --server.port=8080}. */
@SpringBootApplication
@RestController
public class WebFluxApplication {
    public static void main(String[] args) {
        SpringApplication.run(WebFluxApplication.class, args);
    }

    @GetMapping("/")
    Mono<String> answer(ServerHttpRequest request) {
        return Mono.just(String.format(
                "{\"pid\":%d,\"remote\":\"%s\",\"local\":\"%s\",\"server\":\"spring-webflux\"}",
                ProcessHandle.current().pid(), text(request.getRemoteAddress()), text(request.getLocalAddress())));
    }

    @GetMapping("/slow")
    Mono<String> answerLater(@RequestParam long ms, ServerHttpRequest request) {
        return Mono.delay(Duration.ofMillis(ms)).then(answer(request));
    }

    private static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }
}
