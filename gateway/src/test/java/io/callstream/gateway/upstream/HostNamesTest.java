package io.callstream.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names are looked up away from the loop, numbers nowhere; faults of TLS are not reported twice. */
class HostNamesTest {
    private final VirtualLoop loop = new VirtualLoop();
    private final Background background = new Background();

    /** Runs nothing before a test says so. */
    private static final class Background extends AbstractExecutorService {
        private final List<Runnable> waiting = new ArrayList<>();
        private boolean ended;

        @Override
        public void execute(Runnable task) {
            if (ended) {
                throw new RejectedExecutionException("the process is ending");
            }
            waiting.add(task);
        }

        @Override
        public void shutdown() {
            ended = true;
        }

        @Override
        public List<Runnable> shutdownNow() {
            return waiting;
        }

        @Override
        public boolean isShutdown() {
            return ended;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.7, 192.0.2.7", "2001:db8::7, 2001:db8:0:0:0:0:0:7"})
    void numbersAreNotLookedUp(String written, String address) {
        Future<List<InetAddress>> found = new HostNames(background).resolve(written, loop.loop());

        assertThat(found.getNow()).extracting(InetAddress::getHostAddress).containsExactly(address);
        assertThat(background.waiting).isEmpty();
    }

    @Test
    void namesAreLookedUpAwayFromTheLoop() {
        Future<List<InetAddress>> found = new HostNames(background).resolve("localhost", loop.loop());
        assertThat(found.isDone()).isFalse();

        background.waiting.forEach(Runnable::run);

        assertThat(found.getNow()).isNotEmpty().allMatch(InetAddress::isLoopbackAddress);
    }

    @Test
    void aNameThatCannotBeIsNotFound() {
        Future<List<InetAddress>> found = new HostNames(background).resolve("no host", loop.loop());
        background.waiting.forEach(Runnable::run);

        assertThat(found.isDone()).isTrue();
        assertThat(found.isSuccess()).isFalse();
    }

    /** A connection's place is kept for as long as the question has no end. */
    @Test
    void aResolverThatFailsInItsOwnWayFailsTheQuestion() {
        HostNames names = new HostNames(background, host -> {
            throw new SecurityException("not " + host);
        });
        Future<List<InetAddress>> failed = names.resolve("provider.example", loop.loop());

        background.waiting.forEach(Runnable::run);

        assertThat(failed.cause()).hasMessage("not provider.example");
    }

    @Test
    void whereTheProcessEndsTheQuestionDoes() {
        background.shutdown();

        Future<List<InetAddress>> failed = new HostNames(background).resolve("provider.example", loop.loop());

        assertThat(failed.cause()).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void aFaultWhileTlsIsNegotiatedClosesTheConnectionAndIsNotLogged() {
        EmbeddedChannel channel = loop.channel(new HandshakeFaults());

        channel.pipeline().fireExceptionCaught(new IllegalStateException("bad certificate"));
        loop.run();

        assertThat(channel.isOpen()).isFalse();
        channel.checkException();
    }
}
