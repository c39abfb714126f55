package io.callstream.gateway.limit.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.topic.TopicCatalogue;
import io.callstream.gateway.limit.LimitSubject;
import io.callstream.gateway.limit.LimitSubject.Kind;
import io.callstream.gateway.limit.account.UsageReport;
import io.callstream.table.MemoryTables;
import io.callstream.table.SharedTable;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What gateways tell each other of what they have used, and how it stands in the topic. */
class SharedUsageTest {
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(12_345), ZoneOffset.UTC);
    private static final LimitSubject KEY = LimitSubject.key("k");
    private static final UsageReport REPORT =
            new UsageReport(1, new UsageReport.RatesUsed(2, 3, 4, 5, 6), new UsageReport.MoneyUsed(7, 8, 9, 10));

    @Test
    void aReportStandsUnderItsGatewayAndItsSubject() {
        MemoryTables tables = new MemoryTables();
        SharedUsage usage = SharedUsage.open("gateway-1", tables, CLOCK);

        usage.publish(KEY, REPORT);

        assertThat(texts(tables.kept(TopicCatalogue.limitUsage())))
                .containsExactly(Map.entry("gateway-1\nkey\nk", "1 1 2 3 4 5 6 7 8 9 10"));
        usage.forget("gateway-1", KEY);
        assertThat(texts(tables.kept(TopicCatalogue.limitUsage()))).isEmpty();
    }

    @Test
    void aGatewaySaysThatItRunsUntilItEnds() {
        MemoryTables tables = new MemoryTables();
        SharedUsage usage = SharedUsage.open("gateway-1", tables, CLOCK);

        usage.beat();

        assertThat(texts(tables.passing(TopicCatalogue.gateways()))).containsExactly(Map.entry("gateway-1", "12345"));
        assertThat(usage.keeps()).isTrue();
        usage.end();
        assertThat(texts(tables.passing(TopicCatalogue.gateways()))).isEmpty();
    }

    /** Ids have any signs, ends of lines among them. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyKindOfSubjectIsReadAgain(Kind kind) {
        LimitSubject subject = new LimitSubject(kind, "a\nb\u0000 c");

        assertThat(UsageText.key(UsageText.key("g", subject))).isEqualTo(new UsageText.Key("g", subject));
    }

    @Property(tries = 100)
    void everyReportIsReadAgain(@ForAll long run, @ForAll int parallel, @ForAll long spent, @ForAll long tokens) {
        UsageReport report = new UsageReport(
                run, new UsageReport.RatesUsed(1, tokens, 2, 3, parallel), new UsageReport.MoneyUsed(4, 0, spent, 5));

        assertThat(UsageText.value(UsageText.value(report))).isEqualTo(report);
    }

    /** A later version may say more, and a later kind of subject is nobody's here. */
    @Test
    void moreThanIsKnownIsReadAsFarAsItIs() {
        assertThat(UsageText.value("1 1 2 3 4 5 6 7 8 9 10 11".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(REPORT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1",
                "1 1 2 3 4 5 6 7 8 9",
                "2 1 2 3 4 5 6 7 8 9 10",
                "1 x 2 3 4 5 6 7 8 9 10",
                "1  1 2 3",
                "1 99999999999999999999 2 3 4 5 6 7 8 9 10"
            })
    void whatIsNotUnderstoodIsLeftAlone(String value) {
        assertThat(UsageText.value(value.getBytes(StandardCharsets.US_ASCII))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "g", "g\nkey", "g\nplanet\nmars", "g\n\nk", "g\nKEY\nk"})
    void aKeyThatIsNotUnderstoodIsLeftAlone(String key) {
        assertThat(UsageText.key(key)).isNull();
    }

    private static Map<String, String> texts(SharedTable table) {
        Map<String, String> texts = new TreeMap<>();
        table.each((key, value) -> texts.put(key, new String(value, StandardCharsets.US_ASCII)));
        return texts;
    }
}
