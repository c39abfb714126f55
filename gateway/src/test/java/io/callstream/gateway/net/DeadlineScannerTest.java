package io.callstream.gateway.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Deadlines: each that has passed is told once, whatever is added, set and removed meanwhile. */
class DeadlineScannerTest {
    private final MockTicker ticker = Ticker.newMockTicker();
    private final DeadlineScanner scanner = new DeadlineScanner(ticker);
    private final List<String> passed = new ArrayList<>();

    private final class Named extends Deadline {
        private final String name;
        private Runnable then = () -> {};

        Named(String name) {
            this.name = name;
            scanner.add(this);
        }

        @Override
        protected void passed() {
            passed.add(name);
            then.run();
        }
    }

    @Test
    void itIsToldOnceWhenItsTimeHasCome() {
        Named deadline = new Named("a");
        deadline.set(100);
        scanner.sweep(99);
        assertThat(passed).isEmpty();
        scanner.sweep(100);
        scanner.sweep(101);

        assertThat(passed).containsExactly("a");
    }

    @Test
    void oneThatIsNotSetOrClearedIsNotTold() {
        Named deadline = new Named("a");
        scanner.sweep(Long.MAX_VALUE);
        deadline.set(5);
        deadline.clear();
        scanner.sweep(Long.MAX_VALUE);

        assertThat(passed).isEmpty();
    }

    @Test
    void oneThatSetsItselfAgainIsToldAgain() {
        Named deadline = new Named("a");
        deadline.then = () -> deadline.set(200);
        deadline.set(100);
        scanner.sweep(150);
        assertThat(passed).hasSize(1);
        scanner.sweep(200);

        assertThat(passed).hasSize(2);
    }

    @Test
    void oneThatAnotherRemovesOrPutsOffIsNotTold() {
        Named first = new Named("a");
        Named second = new Named("b");
        Named third = new Named("c");
        first.set(1);
        second.set(1);
        third.set(1);
        first.then = () -> {
            scanner.remove(second);
            third.set(10);
        };
        scanner.sweep(5);

        assertThat(passed).containsExactly("a");
        scanner.sweep(10);
        assertThat(passed).containsExactly("a", "c");
    }

    @Test
    void whatIsAddedTwiceIsOneAndWhatIsRemovedTwiceIsGone() {
        Named deadline = new Named("a");
        scanner.add(deadline);
        assertThat(scanner.size()).isEqualTo(1);
        deadline.set(1);
        scanner.remove(deadline);
        scanner.remove(deadline);
        scanner.sweep(5);

        assertThat(scanner.size()).isZero();
        assertThat(passed).isEmpty();
    }

    @Test
    void whoeverIsLeftIsStillLookedAtAfterAnyRemovals() {
        List<Named> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Named each = new Named(String.valueOf(i));
            each.set(1);
            all.add(each);
        }
        Random random = new Random(3);
        while (all.size() > 20) {
            scanner.remove(all.remove(random.nextInt(all.size())));
        }
        scanner.sweep(1);

        assertThat(scanner.size()).isEqualTo(20);
        assertThat(passed)
                .containsExactlyInAnyOrderElementsOf(
                        all.stream().map(each -> each.name).toList());
    }

    @Test
    void theClockMayRunThroughItsEnd() {
        Named deadline = new Named("a");
        deadline.set(Long.MIN_VALUE + 5);
        scanner.sweep(Long.MAX_VALUE - 5);
        assertThat(passed).isEmpty();
        scanner.sweep(Long.MIN_VALUE + 5);

        assertThat(passed).containsExactly("a");
    }

    @Test
    void itsTimeIsTheTickers() {
        long before = scanner.now();
        ticker.advanceMillis(3);

        assertThat(scanner.now() - before).isEqualTo(3_000_000);
    }
}
