/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package example.tomcat;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Says who answers whom, on Tomcat: {@code --server.port=8080}. */
@SpringBootApplication
@RestController
public class TomcatApplication {
    public static void main(String[] args) {
        SpringApplication.run(TomcatApplication.class, args);
    }

    @GetMapping("/")
    String answer(HttpServletRequest request) {
        return String.format(
                "{\"pid\":%d,\"remote\":\"%s:%d\",\"local\":\"%s:%d\",\"server\":\"spring-tomcat\"}",
                ProcessHandle.current().pid(),
                request.getRemoteAddr(),
                request.getRemotePort(),
                request.getLocalAddr(),
                request.getLocalPort());
    }

    @GetMapping("/slow")
    String answerLater(@RequestParam long ms, HttpServletRequest request) throws InterruptedException {
        Thread.sleep(ms);
        return answer(request);
    }
}
