package io.callstream.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every question for a name's addresses has an end: a connection's place is kept for as long as it has none. */
class HostNamesTest {
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final ExecutorService background = Executors.newSingleThreadExecutor();

    @AfterEach
    void close() {
        background.shutdownNow();
        channel.finishAndReleaseAll();
    }

    private Future<List<InetAddress>> resolved(HostNames.Lookup lookup, String host) throws InterruptedException {
        Future<List<InetAddress>> future = new HostNames(background, lookup).resolve(host, channel.eventLoop());
        background.shutdown();
        assertThat(background.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(future.isDone()).isTrue();
        return future;
    }

    @Test
    void aResolverThatFailsInItsOwnWayFailsTheQuestion() throws Exception {
        Future<List<InetAddress>> failed = resolved(
                host -> {
                    throw new SecurityException("not " + host);
                },
                "provider.example");

        assertThat(failed.cause()).hasMessage("not provider.example");
    }

    @Test
    void whereTheProcessEndsTheQuestionDoes() throws Exception {
        background.shutdown();

        assertThat(resolved(InetAddress::getAllByName, "provider.example").cause())
                .isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void anAddressInNumbersAsksNobody() throws Exception {
        background.shutdown();

        assertThat(resolved(InetAddress::getAllByName, "::1").getNow()).containsExactly(InetAddress.getByName("::1"));
    }
}
