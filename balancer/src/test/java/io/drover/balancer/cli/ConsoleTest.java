/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ConsoleTest {
    private static final int THREADS = 4;
    private static final int LINES = 5_000;

    private final ByteArrayOutputStream both = new ByteArrayOutputStream();

    @Test
    void keepsTheOrderOfLinesAcrossBothStreams() {
        PrintStream same = new PrintStream(both, true, StandardCharsets.UTF_8);
        Console console = new Console(same, same);

        for (int i = 0; i < 1000; i++) {
            console.print(i % 3 == 0, "line " + i);
        }
        console.end();

        assertThat(both.toString(StandardCharsets.UTF_8).lines())
                .isEqualTo(IntStream.range(0, 1000).mapToObj(i -> "line " + i).toList());
    }

    @Test
    void sendsEachLineWhereItBelongs() {
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        Console console = new Console(printingTo(both), printingTo(errors));

        console.print(false, "good");
        console.print(true, "bad");
        console.print(false, "good again");
        console.end();

        assertThat(both.toString(StandardCharsets.UTF_8)).isEqualTo("good\ngood again\n");
        assertThat(errors.toString(StandardCharsets.UTF_8)).isEqualTo("bad\n");
    }

    @Test
    void losesNoLineOfManyThreadsAndKeepsTheOrderOfEach() throws InterruptedException {
        Console console = new Console(printingTo(both), printingTo(both));
        List<Thread> threads = new ArrayList<>();
        for (int number = 0; number < THREADS; number++) {
            int own = number;
            threads.add(new Thread(() -> printMany(console, own)));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        console.end();

        List<String> lines = both.toString(StandardCharsets.UTF_8).lines().toList();
        for (int number = 0; number < THREADS; number++) {
            String own = number + ":";
            assertThat(lines.stream().filter(line -> line.startsWith(own)))
                    .isEqualTo(IntStream.range(0, LINES).mapToObj(i -> own + i).toList());
        }
    }

    @Test
    void slowsDownWhoeverFloodsItAndNobodyElse() throws InterruptedException {
        CountDownLatch unblock = new CountDownLatch(1);
        AtomicInteger flooded = new AtomicInteger();
        Console console = new Console(printingTo(blockedUntil(unblock)), printingTo(both));
        Thread flood = new Thread(() -> {
            for (int i = 0; i < 3 * LINES; i++) {
                console.printThrottled(false, "flood\n".getBytes(StandardCharsets.UTF_8));
                flooded.incrementAndGet();
            }
        });

        flood.start();
        while (flooded.get() < 4096) {
            Thread.onSpinWait();
        }
        console.print(false, "an event never waits");
        assertThat(flooded.get()).isLessThan(3 * LINES);

        unblock.countDown();
        flood.join();
        console.end();
        assertThat(both.toString(StandardCharsets.UTF_8).lines()).hasSize(3 * LINES + 1);
    }

    @Test
    void endsThoughNobodyTakesWhatItPrints() {
        Console console = new Console(printingTo(blockedUntil(new CountDownLatch(1))), printingTo(both));
        console.print(false, "never seen");

        console.end();
    }

    private static void printMany(Console console, int own) {
        for (int i = 0; i < LINES; i++) {
            console.printThrottled(false, (own + ":" + i + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private static PrintStream printingTo(OutputStream out) {
        return new PrintStream(out, false, StandardCharsets.UTF_8);
    }

    private OutputStream blockedUntil(CountDownLatch latch) {
        return new OutputStream() {
            @Override
            public void write(int oneByte) {
                write(new byte[] {(byte) oneByte}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                try {
                    latch.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                both.write(bytes, offset, length);
            }
        };
    }
}
