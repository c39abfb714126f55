package io.callstream.events.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.DerivedKind;
import io.callstream.events.EventKind;
import org.junit.jupiter.api.Test;

class TopicCatalogueTest {
    @Test
    void eachKindHasItsTopicWithOnePartitionCountForAll() {
        assertThat(new TopicCatalogue(6).events())
                .extracting(TopicSpec::name)
                .containsExactly("llm.pre-call", "llm.chunk", "llm.success", "llm.failure");
        assertThat(new TopicCatalogue(6).events())
                .extracting(TopicSpec::partitions)
                .containsOnly(6);
    }

    @Test
    void recordsCarryTheBrokersTime() {
        assertThat(new TopicCatalogue().event(EventKind.SUCCESS).config())
                .containsEntry("message.timestamp.type", "LogAppendTime");
    }

    @Test
    void theLedgerIsCompactedAndEverythingElseGrowsOld() {
        assertThat(new TopicCatalogue().derived())
                .filteredOn(topic -> topic.config().get("cleanup.policy").equals("compact"))
                .extracting(TopicSpec::name)
                .containsExactly("llm.spend");
        assertThat(new TopicCatalogue().derived(DerivedKind.SPEND).config()).doesNotContainKey("retention.ms");
    }

    @Test
    void erasuresAreKeptForEver() {
        assertThat(TopicCatalogue.erasures())
                .allSatisfy(topic -> assertThat(topic.config()).containsEntry("cleanup.policy", "compact"))
                .extracting(TopicSpec::name)
                .containsExactly("llm.erasure", "llm.erasure.report");
    }

    @Test
    void deadLettersOutliveTheEventsTheyCameFrom() {
        TopicSpec deadLetters = TopicCatalogue.deadLetters("langfuse");

        assertThat(deadLetters.name()).isEqualTo("llm.dlq.langfuse");
        assertThat(deadLetters.retention())
                .isGreaterThan(new TopicCatalogue().event(EventKind.SUCCESS).retention());
    }
}
