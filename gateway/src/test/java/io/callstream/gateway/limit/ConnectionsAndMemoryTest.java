package io.callstream.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Connections that may be open, and bytes that may be held. */
class ConnectionsAndMemoryTest {
    @Test
    void soManyConnectionsAreOpenAndNoMore() {
        ConnectionLimiter limiter = new ConnectionLimiter(2);

        assertThat(limiter.enter()).isTrue();
        assertThat(limiter.enter()).isTrue();
        assertThat(limiter.enter()).isFalse();
        assertThat(limiter.open()).isEqualTo(2);
        limiter.leave();
        assertThat(limiter.enter()).isTrue();
        assertThat(limiter.enter()).isFalse();
    }

    /** Or a gateway that is full could not say that it is well. */
    @Test
    void aFewPlacesAreKeptForProbes() {
        ConnectionLimiter limiter = new ConnectionLimiter(0);
        assertThat(limiter.enter()).isFalse();
        for (int i = 0; i < 32; i++) {
            assertThat(limiter.enterReserve()).isTrue();
        }

        assertThat(limiter.enterReserve()).isFalse();
        limiter.leaveReserve();
        assertThat(limiter.enterReserve()).isTrue();
        assertThat(limiter.open()).isZero();
    }

    @Test
    void aHoldGrowsAndShrinksInSteps() {
        ByteBudget budget = new ByteBudget(16 << 10);
        Hold hold = budget.hold();

        assertThat(hold.more(1)).isTrue();
        assertThat(budget.taken()).isEqualTo(4 << 10);
        assertThat(hold.more((4 << 10) - 1)).isTrue();
        assertThat(budget.taken()).isEqualTo(4 << 10);
        assertThat(hold.more(1)).isTrue();
        assertThat(budget.taken()).isEqualTo(8 << 10);
        hold.less(1);
        assertThat(budget.taken()).isEqualTo(4 << 10);
        hold.less(1 << 20);
        assertThat(budget.taken()).isZero();
    }

    @Test
    void whatIsRefusedChangesNothing() {
        ByteBudget budget = new ByteBudget(8 << 10);
        Hold hold = budget.hold();
        assertThat(hold.more(5_000)).isTrue();

        assertThat(hold.more(5_000)).isFalse();

        assertThat(budget.taken()).isEqualTo(8 << 10);
        assertThat(hold.more(3_000)).isTrue();
        hold.close();
        assertThat(budget.taken()).isZero();
    }

    @Test
    void whetherThereIsRoomIsSaidWithoutTakingAny() {
        ByteBudget budget = new ByteBudget(8 << 10);
        Hold hold = budget.hold();
        budget.take(4 << 10);

        assertThat(hold.roomFor(4 << 10)).isTrue();
        assertThat(hold.roomFor((4 << 10) + 1)).isFalse();
        assertThat(hold.neverRoomFor(8 << 10)).isFalse();
        assertThat(hold.neverRoomFor((8 << 10) + 1)).isTrue();
        assertThat(hold.most()).isEqualTo(8 << 10);
        assertThat(budget.taken()).isEqualTo(4 << 10);
    }

    @Test
    void memoryIsWhatIsConfiguredElseAPartOfTheHeap() {
        assertThat(Memory.of(100 << 20, 1L << 30).all().most()).isEqualTo(100 << 20);
        assertThat(Memory.of(0, 1_000_000_000L).all().most()).isEqualTo(300_000_000L);
        assertThat(Memory.of(0, 1 << 20).all().most()).isEqualTo(8 << 20);
    }

    @Test
    void aPartOfMemoryTakesAQuarterOfTheWhole() {
        Memory memory = Memory.of(400);

        assertThat(memory.heads().take(101)).isFalse();
        assertThat(memory.heads().take(100)).isTrue();
        assertThat(memory.counting().take(100)).isTrue();
        assertThat(memory.files().take(100)).isTrue();
        assertThat(memory.all().taken()).isEqualTo(300);
        assertThat(memory.all().take(101)).isFalse();
    }

    @Test
    void aBudgetBelowNothingIsNamed() {
        assertThatThrownBy(() -> new ByteBudget(-1)).hasMessage("budget of -1 bytes (expected 0 or more)");
        assertThatThrownBy(() -> new UnauthenticatedEventLimiter(-1, 1))
                .hasMessage("refused events per second: -1 (expected 0 to 1000000)");
        assertThatThrownBy(() -> new UnauthenticatedEventLimiter(1_000_001, 1))
                .hasMessage("refused events per second: 1000001 (expected 0 to 1000000)");
    }

    @Test
    void whatFitsIntoADayIsTakenToTheLastByte() {
        DayBudget day = new DayBudget(10);
        long tomorrow = Duration.ofDays(1).toNanos();

        assertThat(day.take(0, 6)).isTrue();
        assertThat(day.take(1, 5)).isFalse();
        assertThat(day.take(2, 4)).isTrue();
        assertThat(day.take(tomorrow - 1, 1)).isFalse();
        assertThat(day.take(tomorrow, 10)).isTrue();
    }

    @Test
    void aCallWithoutLimitsHasNothingToSay() {
        CallLease.NONE.settle(1, 1, 1);
        CallLease.NONE.end();

        assertThat(CallLease.NONE.headers()).isEmpty();
    }
}
