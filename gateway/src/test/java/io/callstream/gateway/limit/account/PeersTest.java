package io.callstream.gateway.limit.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.limit.LimitSubject;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Which other gateways run, and what is known of their use. */
class PeersTest {
    private static final LimitSubject KEY = LimitSubject.key("k");
    private static final long PERIOD = 3_600;

    private final Peers peers = new Peers("here");
    private long millis = 1_000_000;

    private Moment now() {
        return new Moment(millis * 1_000_000L, Instant.EPOCH);
    }

    private static UsageReport report(long since, long spent, long reserved, int parallel) {
        return new UsageReport(
                1,
                new UsageReport.RatesUsed(0, 0, 0, 0, parallel),
                new UsageReport.MoneyUsed(since, 0, spent, reserved));
    }

    private int running() {
        return peers.running().count();
    }

    @Test
    void whoeverSaysSoRunsButThisOneItself() {
        peers.beat("there", now());
        peers.beat("here", now());
        peers.beat("there", now());

        assertThat(running()).isEqualTo(1);

        peers.gone("there", now());

        assertThat(running()).isZero();
    }

    @Test
    void whoeverIsSilentForFiveSecondsDoesNot() {
        peers.wrote(now());
        peers.beat("there", now());
        millis += 2_500;
        peers.wrote(now());
        millis += 2_499;
        assertThat(peers.look(now())).as("whether their number has changed").isFalse();
        assertThat(running()).isEqualTo(1);

        millis++;

        assertThat(peers.look(now())).isTrue();
        assertThat(running()).isZero();
    }

    @Test
    void aGatewayThatCannotWriteItselfGivesNobodyUp() {
        peers.wrote(now());
        peers.beat("there", now());
        millis += 2_999;
        peers.wrote(now());
        millis += 3_000;

        assertThat(peers.look(now())).isFalse();
        assertThat(running()).isEqualTo(1);
    }

    /** It hears nothing while it cannot write: that says nothing about the others. */
    @Test
    void afterThisOneCouldNotWriteTheOthersHaveTheirTimeAgain() {
        peers.wrote(now());
        peers.beat("there", now());
        millis += 20_000;
        assertThat(peers.look(now())).isFalse();

        peers.wrote(now());
        assertThat(peers.look(now())).isFalse();
        for (int i = 0; i < 4; i++) {
            millis += 1_249;
            peers.wrote(now());
            assertThat(peers.look(now())).isFalse();
        }
        millis += 4;

        assertThat(peers.look(now())).isTrue();
        assertThat(running()).isZero();
    }

    @Test
    void theyAreKnownFreshlyWhileAllHaveSpokenOfLate() {
        peers.beat("there", now());
        peers.beat("elsewhere", now());
        millis += 799;
        peers.look(now());
        assertThat(peers.running().fresh()).isTrue();

        peers.beat("elsewhere", now());
        millis++;
        peers.look(now());

        assertThat(peers.running().fresh()).as("one of them was silent").isFalse();
    }

    @Test
    void untilAllIsHeardTheyAreNotKnown() {
        peers.known(false, now());
        assertThat(peers.running().known()).isFalse();

        peers.known(true, now());
        assertThat(peers.running().known()).isTrue();
    }

    @Test
    void whatWasSpentCountsInItsPeriodAndWhatIsReservedOfThoseThatRun() {
        peers.beat("there", now());
        peers.put("there", KEY, report(PERIOD, 100, 10, 2), now());
        peers.put("stopped", KEY, report(PERIOD, 20, 5, 1), now());
        peers.put("here", KEY, report(PERIOD, 7, 7, 7), now());

        assertThat(peers.of(KEY, PERIOD)).isEqualTo(new Others(PERIOD, 120, 10, 2));
        assertThat(peers.of(KEY, 0)).as("of another period").isEqualTo(new Others(0, 0, 0, 2));
        assertThat(peers.of(LimitSubject.key("other"), PERIOD)).isEqualTo(new Others(PERIOD, 0, 0, 0));
    }

    @Test
    void aLaterReportTakesThePlaceOfTheOneBefore() {
        UsageReport first = report(PERIOD, 100, 0, 0);
        assertThat(peers.put("there", KEY, first, now())).isNull();
        Moment then = now();
        millis += 50;

        assertThat(peers.put("there", KEY, report(PERIOD, 130, 0, 0), now()))
                .isEqualTo(new Peers.Heard(first, then.nanos()));
        assertThat(peers.of(KEY, PERIOD).spent()).isEqualTo(130);

        peers.remove("there", KEY);

        assertThat(peers.of(KEY, PERIOD).spent()).isZero();
        assertThat(peers.all()).isEmpty();
    }
}
