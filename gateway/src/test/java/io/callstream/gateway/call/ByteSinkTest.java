package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.limit.ByteBudget;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A body that is gathered: all of a part or nothing, and never more memory than there is. */
class ByteSinkTest {
    private static final int KIB = 1 << 10;
    private static final int MIB = 1 << 20;

    private final ByteBudget budget = new ByteBudget(8 * MIB);

    private ByteSink sink(int most) {
        return new ByteSink(budget.hold(), most);
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }

    private static ByteBuf bytes(int length) {
        return bytes("x".repeat(length));
    }

    @Test
    void partsStandOneBehindTheOther() {
        ByteSink sink = sink(MIB);

        sink.add(bytes("one "), -1);
        sink.add(bytes("y".repeat(2_000)), -1);
        sink.add(bytes(" two").skipBytes(1), -1);

        assertThat(sink.slice().text()).isEqualTo("one " + "y".repeat(2_000) + "two");
        assertThat(sink.length()).isEqualTo(2_007);
    }

    @Test
    void aPartIsNotUsedUp() {
        ByteBuf part = bytes("part");

        sink(MIB).add(part, -1);

        assertThat(part.readableBytes()).isEqualTo(4);
    }

    @Test
    void moreThanTheMostIsLeftOutAsAWhole() {
        ByteSink sink = sink(3_000);

        assertThat(sink.add(bytes(2_999), -1)).isTrue();
        assertThat(sink.add(bytes(2), -1)).isFalse();
        assertThat(sink.add(bytes(1), -1)).isTrue();
        assertThat(sink.length()).isEqualTo(3_000);
    }

    @Test
    void smallBodiesTakeNothingOfTheBudget() {
        ByteSink sink = sink(MIB);

        sink.add(bytes(64 * KIB), 64 * KIB);

        assertThat(budget.taken()).isZero();
    }

    @Test
    void largeOnesTakeWhatTheirArrayTakesAndGiveItBackAsTheyGrow() {
        ByteSink sink = sink(MIB);

        sink.add(bytes(100 * KIB), -1);
        assertThat(budget.taken()).isEqualTo(100 * KIB);
        sink.add(bytes(1), -1);
        assertThat(budget.taken()).isEqualTo(200 * KIB);

        sink.clear();

        assertThat(budget.taken()).isZero();
        assertThat(sink.length()).isZero();
    }

    @Test
    void alengthThatIsAnnouncedIsTakenAtOnce() {
        ByteSink sink = sink(MIB);

        sink.add(bytes(2_000), 300 * KIB);

        assertThat(budget.taken()).isEqualTo(300 * KIB);
        sink.add(bytes(298_000), 300 * KIB);
        assertThat(budget.taken()).isEqualTo(300 * KIB);
    }

    @Test
    void oneThatIsBeyondBeliefIsNotTakenAtOnce() {
        ByteSink sink = sink(8 * MIB);

        sink.add(bytes(2_000), MIB + 1);

        assertThat(budget.taken()).isZero();
    }

    @Test
    void whereThereIsNoMemoryNothingIsTakenIn() {
        budget.hold().more(8 * MIB - 100 * KIB);
        ByteSink sink = sink(MIB);
        sink.add(bytes(10), -1);

        assertThat(sink.add(bytes(101 * KIB), -1)).isFalse();

        assertThat(sink.length()).isEqualTo(10);
        assertThat(sink.add(bytes(60 * KIB), -1)).isTrue();
    }
}
