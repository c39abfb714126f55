package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.limit.ByteBudget;
import io.callstream.gateway.limit.Hold;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An answer that waits for a decision: what it takes of memory, and who hears what when it may go, must not, or need not. */
class HeldAnswerTest {
    private static final int KIB = 1 << 10;
    private static final int MIB = 1 << 20;

    private final ByteBudget budget = new ByteBudget(4 * MIB);
    private final Hold hold = budget.hold();
    private final RecordingClient client = new RecordingClient();
    private final HeldAnswer held = new HeldAnswer(client, hold);
    private final List<Boolean> sent = new ArrayList<>();

    private static ByteBuf bytes(int length) {
        return Unpooled.copiedBuffer("x".repeat(length), StandardCharsets.US_ASCII);
    }

    /** An answer, whose end somebody waits for. */
    private ByteBuf write(int length) {
        ByteBuf part = bytes(length);
        held.write(part);
        held.flush();
        return part;
    }

    @Test
    void allOfItGoesOutInItsOrder() {
        write(2);
        held.whenSent(sent::add);
        held.answered(true);
        assertThat(client.received()).isEmpty();
        assertThat(client.answers()).isZero();
        assertThat(sent).isEmpty();

        held.letGo();
        write(1);

        assertThat(client.received()).isEqualTo("xxx");
        assertThat(client.answers()).isEqualTo(1);
        assertThat(sent).containsExactly(true);
    }

    @Test
    void whatComesAfterwardsGoesThrough() {
        held.letGo();

        held.whenSent(sent::add);
        held.answered(true);

        assertThat(sent).containsExactly(true);
        assertThat(client.answers()).isEqualTo(1);
    }

    @Test
    void whatIsForgottenWasNeverWritten() {
        ByteBuf part = write(100 * KIB);
        held.whenSent(sent::add);
        held.answered(true);

        held.forget();

        assertThat(part.refCnt()).isZero();
        assertThat(budget.taken()).isZero();
        assertThat(client.received()).isEmpty();
        assertThat(client.answers()).isZero();
        assertThat(sent).isEmpty();
        assertThat(held.open()).isTrue();
    }

    @Test
    void aClientThatIsGoneHasGotNothing() {
        ByteBuf part = write(100 * KIB);
        held.whenSent(sent::add);

        held.clientGone();

        assertThat(part.refCnt()).isZero();
        assertThat(budget.taken()).isZero();
        assertThat(sent).containsExactly(false);
    }

    @Test
    void aCutReachesTheClientAndWhoeverWaits() {
        write(1);
        held.whenSent(sent::add);

        held.cut();

        assertThat(client.wasCut()).isTrue();
        assertThat(sent).containsExactly(false);
    }

    @Test
    void memoryIsTakenWhileItWaitsAndGivenBackOnce() {
        write(100 * KIB);
        assertThat(budget.taken()).isEqualTo(100 * KIB);

        held.letGo();
        assertThat(budget.taken()).isZero();
        hold.more(40 * KIB); // what the rest of the answer takes
        held.clientGone();

        assertThat(budget.taken()).isEqualTo(40 * KIB);
    }

    @Test
    void aMebibyteIsAsMuchAsIsKept() {
        write(MIB - 1);
        assertThat(held.writable()).isTrue();

        write(1);
        assertThat(held.writable()).isFalse();

        held.letGo();
        assertThat(held.writable()).isTrue();
    }

    @Test
    void whereThereIsNoMemoryTheProviderWaits() {
        budget.hold().more(4 * MIB);

        write(1);

        assertThat(held.writable()).isFalse();

        held.letGo();

        assertThat(client.received()).isEqualTo("x");
        assertThat(held.writable()).isTrue();
    }

    @Test
    void aClientThatDoesNotKeepUpIsWaitedForAllTheSame() {
        client.stall();

        assertThat(held.writable()).isFalse();
    }
}
