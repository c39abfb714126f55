package io.callstream.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What is taken of a budget is given back exactly once, whatever happens to its owners. */
class ByteBudgetTest {
    private static final long MIB = 1 << 20;

    @Test
    void moreThanThereIsIsRefusedAndNothingOfItIsTaken() {
        ByteBudget budget = new ByteBudget(100);

        assertThat(budget.take(60)).isTrue();
        assertThat(budget.take(41)).isFalse();
        assertThat(budget.take(40)).isTrue();
        budget.give(100);
        assertThat(budget.taken()).isZero();
        assertThat(budget.refused()).isEqualTo(1);
    }

    @Test
    void aPartTakesNoMoreThanItsShareAndTakesItFromTheWhole() {
        ByteBudget whole = new ByteBudget(100);
        ByteBudget part = whole.part(25);

        assertThat(part.take(26)).isFalse();
        assertThat(part.take(25)).isTrue();
        assertThat(whole.take(76)).isFalse();
        assertThat(whole.take(75)).isTrue();
        part.give(25);
        assertThat(whole.taken()).isEqualTo(75);
    }

    @Test
    void largeArraysCountAsTheRegionsTheyTake() {
        assertThat(ByteBudget.heap(1000)).isEqualTo(1000);
        assertThat(ByteBudget.heap(MIB)).isEqualTo(2 * MIB);
        assertThat(ByteBudget.heap(2 * MIB - 100)).isEqualTo(2 * MIB);
    }

    @Test
    void aClosedHoldTakesNothingAnyMore() {
        ByteBudget budget = new ByteBudget(MIB);
        Hold hold = budget.hold();
        assertThat(hold.more(5000)).isTrue();

        hold.close();
        hold.close();

        assertThat(hold.more(5000)).isFalse();
        hold.less(5000);
        assertThat(budget.taken()).isZero();
    }

    @Test
    void randomHistoriesOfManyThreadsLeaveNothingTaken() throws Exception {
        long seed = System.nanoTime();
        Memory memory = Memory.of(MIB);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Callable<Long>> histories = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            Random random = new Random(seed + thread);
            histories.add(() -> history(memory, random));
        }
        for (Future<Long> refused : threads.invokeAll(histories)) {
            assertThat(refused.get()).as("with seed %d", seed).isPositive();
        }
        threads.shutdown();

        assertThat(memory.all().taken()).as("with seed %d", seed).isZero();
        assertThat(memory.heads().taken()).isZero();
    }

    /** How often it was refused. */
    private static long history(Memory memory, Random random) {
        long refused = 0;
        List<Hold> open = new ArrayList<>();
        for (int step = 0; step < 20_000; step++) {
            if (open.size() < 50 && random.nextBoolean()) {
                open.add((random.nextBoolean() ? memory.all() : memory.heads()).hold());
            } else if (!open.isEmpty()) {
                Hold hold = open.get(random.nextInt(open.size()));
                switch (random.nextInt(4)) {
                    case 0 -> hold.close();
                    case 1 -> hold.less(random.nextInt(9000));
                    default -> refused += hold.more(random.nextInt(30_000)) ? 0 : 1;
                }
                if (random.nextInt(4) == 0) {
                    hold.close();
                    open.remove(hold);
                }
            }
        }
        open.forEach(Hold::close);
        return refused;
    }
}
