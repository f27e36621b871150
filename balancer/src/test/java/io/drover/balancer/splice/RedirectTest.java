/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.balancer.harness.Patience;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A connection whose backend can't be reached goes to another. */
class RedirectTest {
    private static final byte[] HEADER = "PROXY TCP4 192.0.2.1 192.0.2.2 1 2\r\n".getBytes(US_ASCII);

    @RegisterExtension
    final Fronts fronts = new Fronts();

    @Test
    void waitsForOneThatIsFull(@TempDir Path folder) throws Exception {
        FrontFixture front = fronts.start(folder, 2, "max-connections=1");
        front.upstream(0).close();
        Socket first = front.connect();
        Socket served = front.accept(1);

        Socket second = front.connect();
        second.getOutputStream().write('?');
        first.close();
        assertThat(served.getInputStream().read()).isEqualTo(-1);
        served.close();

        assertThat(front.accept(1).getInputStream().read()).isEqualTo('?');
    }

    @Test
    void isResetWhereAllHaveBeenTried(@TempDir Path folder) throws Exception {
        FrontFixture front = fronts.start(folder, 2);
        front.upstream(0).close();
        front.upstream(1).close();

        Socket client = front.connect();

        assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
    }

    @Test
    void isResetWhereTheOthersStayFull(@TempDir Path folder) throws Exception {
        FrontFixture front = fronts.start(folder, 2, "max-connections=1", "queue-timeout=100ms");
        front.upstream(0).close();
        front.connect();
        front.accept(1);

        Socket late = front.connect();

        assertThatThrownBy(() -> late.getInputStream().read()).isInstanceOf(SocketException.class);
    }

    @Test
    void isResetWhereItSaidWhoItIsAndAllStayFull(@TempDir Path folder) throws Exception {
        FrontFixture front = fronts.start(
                folder,
                1,
                "max-connections=1",
                "max-total-connections=2",
                "queue-timeout=100ms",
                "accept-proxy=127.0.0.0/8");
        Socket first = front.connect();
        Socket late = front.connect();
        Patience.await("both accepted")
                .until(() -> !front.sink().front().limits().hasRoom());

        first.getOutputStream().write(HEADER);
        front.accept();
        late.getOutputStream().write(HEADER);

        assertThatThrownBy(() -> late.getInputStream().read()).isInstanceOf(SocketException.class);
    }
}
