/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.cli;

import io.drover.core.control.ControlMessage;
import io.drover.core.control.ControlMessage.Command;
import io.drover.core.control.ControlMessage.Done;
import io.drover.core.control.ControlMessage.Output;
import io.drover.core.control.ControlStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Gives one command to a running primary. Blocks; for the command line only. */
final class OperatorClient {
    private OperatorClient() {}

    /** How an answer has ended. */
    sealed interface End {
        /** As it should: with nothing to say, or with what went wrong. */
        record Said(String failure) implements End {}

        /** The primary is gone. */
        record Gone() implements End {}
    }

    /**
     * Gives a command and waits for the end of the answer.
     *
     * @param control path of the primary's control socket
     * @param words the command and its arguments
     * @param output gets the answer, piece by piece
     * @throws IOException when the primary can't be reached
     */
    static End give(Path control, List<String> words, Consumer<String> output) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(control));
            ControlStream stream = new ControlStream(channel);
            stream.write(new Command(words));
            return read(stream, output);
        }
    }

    private static End read(ControlStream stream, Consumer<String> output) throws IOException {
        while (true) {
            ControlMessage message;
            try {
                message = stream.read();
            } catch (EOFException e) {
                return new End.Gone();
            }
            if (message instanceof Output part) {
                output.accept(part.text());
            } else if (message instanceof Done done) {
                return new End.Said(done.failure());
            }
        }
    }
}
