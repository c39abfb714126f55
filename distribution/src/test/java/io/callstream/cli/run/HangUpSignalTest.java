package io.callstream.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import sun.misc.Signal;

class HangUpSignalTest {
    @Test
    void theActionRunsAtTheSignalAndTheProcessGoesOn() throws InterruptedException {
        CountDownLatch received = new CountDownLatch(2);
        assumeThat(HangUpSignal.listen(received::countDown)).isTrue();

        Signal.raise(new Signal("HUP"));
        Signal.raise(new Signal("HUP"));

        assertThat(received.await(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aSignalThatComesBeforeAnybodyListensIsHeardOfLater() throws InterruptedException {
        CountDownLatch received = new CountDownLatch(1);
        HangUpSignal.hold();

        Signal.raise(new Signal("HUP"));
        assumeThat(HangUpSignal.listen(received::countDown)).isTrue();

        assertThat(received.await(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whatIsHeldIsGivenBackToWhoeverHadIt() throws InterruptedException {
        CountDownLatch received = new CountDownLatch(1);
        assumeThat(HangUpSignal.listen(received::countDown)).isTrue();
        HangUpSignal.hold();

        HangUpSignal.release();
        Signal.raise(new Signal("HUP"));

        assertThat(received.await(60, TimeUnit.SECONDS)).isTrue();
    }
}
