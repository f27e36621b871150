/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A connection whose backend can't be reached goes to another. */
class RedirectTest {
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
}
