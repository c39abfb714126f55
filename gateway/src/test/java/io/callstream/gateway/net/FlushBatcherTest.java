package io.callstream.gateway.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FlushBatcherTest {
    private final List<Runnable> afterRound = new ArrayList<>();
    private final FlushBatcher flushes = new FlushBatcher(afterRound::add);
    private final EmbeddedChannel one = new EmbeddedChannel();
    private final EmbeddedChannel other = new EmbeddedChannel();

    @Test
    void whatIsWrittenInOneRoundGoesOutAtItsEndInOneGo() {
        write(one, "a");
        write(other, "b");
        write(one, "c");
        assertThat(sent(one)).isEmpty();
        assertThat(afterRound).hasSize(1);

        afterRound.remove(0).run();

        assertThat(sent(one)).isEqualTo("ac");
        assertThat(sent(other)).isEqualTo("b");
    }

    @Test
    void theNextRoundHasAnEndOfItsOwn() {
        write(one, "a");
        afterRound.remove(0).run();
        write(one, "b");

        afterRound.remove(0).run();

        assertThat(sent(one)).isEqualTo("ab");
    }

    @Test
    void aChannelThatHasClosedMeanwhileHoldsNobodyUp() {
        write(one, "a");
        write(other, "b");
        one.close();

        afterRound.remove(0).run();

        assertThat(sent(other)).isEqualTo("b");
    }

    private void write(EmbeddedChannel channel, String text) {
        channel.write(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
        flushes.add(channel);
    }

    private static String sent(EmbeddedChannel channel) {
        StringBuilder all = new StringBuilder();
        for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
            all.append(part.toString(StandardCharsets.UTF_8));
            part.release();
        }
        return all.toString();
    }
}
