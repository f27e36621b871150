/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.bench.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The head of a browser's request: found, parsed, and passed on with one header less and one more, by Netty's codec; and
 * what the same change costs whoever only looks for the ends of lines.
 *
 * <p>Every request is the same and arrives whole, which is kind to the parser: its branches are predicted. Sockets, and a
 * body, are left out.
 *
 * <p>Command: {@code jmh-benchmarks/run.sh http}, which is {@code java -jar jmh-benchmarks/target/benchmarks.jar
 * HttpHeadBenchmark -prof gc}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init")
public class HttpHeadBenchmark {
    private static final String HEAD = "GET /articles/1234?page=2 HTTP/1.1\r\n"
            + "Host: www.example.com\r\n"
            + "Connection: keep-alive\r\n"
            + "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0\r\n"
            + "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r\n"
            + "Accept-Language: en-US,en;q=0.5\r\n"
            + "Accept-Encoding: gzip, deflate, br\r\n"
            + "Referer: https://www.example.com/articles\r\n"
            + "Cookie: session=0123456789abcdef0123456789abcdef; theme=dark\r\n"
            + "Cache-Control: max-age=0\r\n"
            + "\r\n";
    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final String CLIENT = "203.0.113.7";

    private ByteBuf head;
    private ByteBuf endOfHead;
    private ByteBuf endOfLine;
    private ByteBuf added;
    private ByteBuf out;
    private EmbeddedChannel decoder;
    private EmbeddedChannel encoder;

    /** Makes the request, and both sides of the codec. */
    @Setup
    public void makeRequest() {
        head = direct(HEAD);
        endOfHead = direct("\r\n\r\n");
        endOfLine = direct("\r\n");
        added = direct(FORWARDED_FOR + ": " + CLIENT + "\r\n");
        out = Unpooled.directBuffer(2 * HEAD.length());
        decoder = new EmbeddedChannel(new HttpRequestDecoder());
        encoder = new EmbeddedChannel(new HttpRequestEncoder());
    }

    /** Lets go of them. */
    @TearDown
    public void release() {
        decoder.finishAndReleaseAll();
        encoder.finishAndReleaseAll();
        for (ByteBuf buffer : new ByteBuf[] {head, endOfHead, endOfLine, added, out}) {
            buffer.release();
        }
    }

    private static ByteBuf direct(String text) {
        return Unpooled.directBuffer(text.length()).writeBytes(text.getBytes(US_ASCII));
    }

    /** Where it ends. */
    @Benchmark
    public int findEnd() {
        return ByteBufUtil.indexOf(endOfHead, head);
    }

    /** Copied, with a header behind the request line. */
    @Benchmark
    public ByteBuf insertHeader() {
        int end = ByteBufUtil.indexOf(endOfHead, head) + endOfHead.readableBytes();
        int afterLine = ByteBufUtil.indexOf(endOfLine, head) + endOfLine.readableBytes();
        out.clear();
        out.writeBytes(head, 0, afterLine);
        out.writeBytes(added, 0, added.readableBytes());
        return out.writeBytes(head, afterLine, end - afterLine);
    }

    /** Parsed by Netty. */
    @Benchmark
    public HttpRequest decode() {
        decoder.writeInbound(head.retainedDuplicate());
        HttpRequest request = decoder.readInbound();
        // The empty last content.
        ReferenceCountUtil.release(decoder.readInbound());
        return request;
    }

    /** Parsed, changed and written by Netty. */
    @Benchmark
    public int rewrite() {
        HttpRequest request = decode();
        request.headers().remove(HttpHeaderNames.CONNECTION).set(FORWARDED_FOR, CLIENT);
        encoder.writeOutbound(request);
        ByteBuf encoded = encoder.readOutbound();
        int length = encoded.readableBytes();
        encoded.release();
        return length;
    }
}
