package io.callstream.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.server.Page;
import io.callstream.spool.LossCount;
import io.callstream.spool.LossReason;
import io.callstream.spool.SpoolState;
import io.callstream.spool.SpoolStats;
import io.callstream.spool.ship.ShipStats;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a gateway lives, and how it is. */
class HealthPagesTest {
    private static String text(Page page) {
        return new String(page.body(), StandardCharsets.UTF_8);
    }

    private static HealthPages.EventsState events(SpoolState state, List<LossCount> losses) {
        return new HealthPages.EventsState(
                new SpoolStats(state, 1, 2, 3, 4, 5, 6, losses), new ShipStats("waiting for kafka", 7, 8, 9, 10));
    }

    private static Page readiness(HealthPages.EventsState events) {
        return HealthPages.readiness(new HealthPages.State(events, HealthPages.Configuration.CURRENT));
    }

    @Test
    void itLivesInLiteLlmsWords() {
        assertThat(HealthPages.liveness().status()).isEqualTo(200);
        assertThat(text(HealthPages.liveness())).isEqualTo("\"I'm alive!\"");
    }

    @Test
    void itIsNotReadyWhileItStarts() {
        Page page = HealthPages.readiness(
                new HealthPages.State(events(SpoolState.KEEPING, List.of()), HealthPages.Configuration.CURRENT, true));

        assertThat(page.status()).isEqualTo(503);
        assertThat(text(page)).isEqualTo("{\"status\":\"starting\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "KEEPING,  200, healthy,  keeping",
        "SHEDDING, 200, degraded, shedding",
        "FULL,     200, degraded, full",
        "REFUSING, 503, degraded, refusing calls",
    })
    void itIsReadyWhileCallsWork(SpoolState state, int status, String word, String said) {
        Page page = readiness(events(state, List.of()));

        assertThat(page.status()).isEqualTo(status);
        assertThat(text(page))
                .isEqualTo("{\"status\":\"" + word + "\",\"configuration\":\"current\",\"events\":{\"told\":true,"
                        + "\"shipping\":\"waiting for kafka\",\"acknowledged\":7,\"refused\":8,\"spool\":{\"state\":\""
                        + said
                        + "\",\"used_bytes\":1,\"budget_bytes\":2,\"pending_events\":3,\"pending_bytes\":4,"
                        + "\"oldest_pending_ms\":5,\"lost\":false}}}");
    }

    @Test
    void whatIsLostIsSaid() {
        LossCount loss = new LossCount("chunk", LossReason.values()[0], 1);

        assertThat(text(readiness(events(SpoolState.KEEPING, List.of(loss))))).contains("\"lost\":true");
    }

    @Test
    void aConfigurationThatWasNotTakenIsSaid() {
        Page page = HealthPages.readiness(new HealthPages.State(null, HealthPages.Configuration.REJECTED));

        assertThat(page.status()).isEqualTo(200);
        assertThat(text(page))
                .isEqualTo("{\"status\":\"healthy\",\"configuration\":\"rejected\",\"events\":{\"told\":false}}");
    }
}
