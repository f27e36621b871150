/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package example.jetty;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;

/** Says who answers whom, on Jetty: {@code --port=8080}. */
public final class JettyMain extends Handler.Abstract {
    private JettyMain() {}

    public static void main(String[] args) throws Exception {
        int port = 8080;
        for (String arg : args) {
            if (arg.startsWith("--port=")) {
                port = Integer.parseInt(arg.substring("--port=".length()));
            }
        }
        Server server = new Server(port);
        server.setHandler(new JettyMain());
        server.setStopAtShutdown(true);
        server.start();
        server.join();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (Request.getPathInContext(request).equals("/slow")) {
            Thread.sleep(Long.parseLong(Request.extractQueryParameters(request).getValue("ms")));
        }
        String answer = String.format(
                "{\"pid\":%d,\"remote\":\"%s:%d\",\"local\":\"%s:%d\",\"server\":\"jetty\"}",
                ProcessHandle.current().pid(),
                Request.getRemoteAddr(request),
                Request.getRemotePort(request),
                Request.getLocalAddr(request),
                Request.getLocalPort(request));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.write(true, ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)), callback);
        return true;
    }
}
