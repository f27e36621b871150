/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.harness;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.dns.DatagramDnsQuery;
import io.netty.handler.codec.dns.DatagramDnsQueryDecoder;
import io.netty.handler.codec.dns.DatagramDnsResponse;
import io.netty.handler.codec.dns.DatagramDnsResponseEncoder;
import io.netty.handler.codec.dns.DefaultDnsRawRecord;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server of names on a loopback port, which gives every name the addresses that the test says.
 *
 * <p>Threading: safe from any thread.
 */
public final class NameServer implements AutoCloseable {
    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final AtomicInteger questions = new AtomicInteger();
    private final int secondsToLive;
    private final Channel channel;
    private volatile List<byte[]> addresses = List.of();
    private volatile boolean fails;

    /** Starts one whose records live for so many seconds. */
    public NameServer(int secondsToLive) {
        this.secondsToLive = secondsToLive;
        this.channel = new Bootstrap()
                .group(group)
                .channel(NioDatagramChannel.class)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel made) {
                        made.pipeline()
                                .addLast(new DatagramDnsQueryDecoder())
                                .addLast(new DatagramDnsResponseEncoder())
                                .addLast(new Answering());
                    }
                })
                .bind("127.0.0.1", 0)
                .syncUninterruptibly()
                .channel();
    }

    /** Returns where it is, as {@code --name-server} takes it. */
    public String address() {
        return "127.0.0.1:" + port();
    }

    /** Returns its port. */
    public int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /** Sets the last number of each address 127.0.0.N that names stand for; none: there is no such name. */
    public void answer(int... lastNumbers) {
        addresses = Arrays.stream(lastNumbers)
                .mapToObj(number -> new byte[] {127, 0, 0, (byte) number})
                .toList();
        fails = false;
    }

    /** Answers with an error from now on. */
    public void fail() {
        fails = true;
    }

    /** Returns how often it was asked for IPv4 addresses. */
    public int questions() {
        return questions.get();
    }

    @Override
    public void close() {
        channel.close().syncUninterruptibly();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private final class Answering extends SimpleChannelInboundHandler<DatagramDnsQuery> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramDnsQuery query) {
            DnsQuestion question = query.recordAt(DnsSection.QUESTION);
            DatagramDnsResponse response = new DatagramDnsResponse(
                    /* sender= */ query.recipient(), /* recipient= */ query.sender(), query.id());
            response.setRecursionAvailable(true);
            response.addRecord(DnsSection.QUESTION, question);
            if (question.type().equals(DnsRecordType.A)) {
                questions.incrementAndGet();
                addresses.forEach(address -> response.addRecord(
                        DnsSection.ANSWER,
                        new DefaultDnsRawRecord(
                                question.name(), DnsRecordType.A, secondsToLive, Unpooled.wrappedBuffer(address))));
            }
            if (fails) {
                response.setCode(DnsResponseCode.SERVFAIL);
                response.clear(DnsSection.ANSWER);
            } else if (addresses.isEmpty()) {
                response.setCode(DnsResponseCode.NXDOMAIN);
            }
            context.writeAndFlush(response);
        }
    }
}
