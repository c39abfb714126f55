package io.callstream.cli.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.EventKind;
import io.callstream.events.topic.TopicCatalogue;
import io.callstream.events.topic.TopicSpec;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** K23: what is told of a topic is what the cluster says, not what the product would have made. */
class TopicStateTest {
    private static final TopicSpec WANTED = new TopicCatalogue().event(EventKind.SUCCESS);

    @Test
    void retentionIsTheClustersOwn() {
        TopicState state = state(Map.of("retention.ms", "3600000"));

        assertThat(state.kept()).isEqualTo("1 h");
        assertThat(state.differences(WANTED))
                .singleElement()
                .asString()
                .contains("keeps records 1 h instead of 7 days", "retention.ms");
    }

    @Test
    void aSmallLargestMessageIsWarnedOf() {
        assertThat(state(Map.of("max.message.bytes", "1048588")).differences(WANTED))
                .singleElement()
                .asString()
                .contains("1048588", "max.message.bytes", "lose their bodies");
    }

    @Test
    void timestampsOfTheProducerAreWarnedOf() {
        assertThat(state(Map.of("message.timestamp.type", "CreateTime")).differences(WANTED))
                .singleElement()
                .asString()
                .contains("CreateTime");
    }

    @Test
    void aTopicThatIsAsItShouldBeHasNoDifference() {
        assertThat(state(Map.of()).differences(WANTED)).isEmpty();
        assertThat(state(Map.of("retention.ms", "-1")).kept()).isEqualTo("for ever");
        assertThat(state(Map.of("retention.ms", "-1")).differences(WANTED)).isEmpty();
    }

    @Test
    void settingsThatMayNotBeSeenAreNotMadeUp() {
        TopicState state = new TopicState(WANTED.name(), WANTED.partitions(), 1, 0, Map.of());

        assertThat(state.kept()).isEqualTo("unknown");
        assertThat(state.differences(WANTED)).isEmpty();
    }

    private static TopicState state(Map<String, String> changed) {
        Map<String, String> settings = new HashMap<>(WANTED.config());
        settings.putAll(changed);
        return new TopicState(WANTED.name(), WANTED.partitions(), 1, 0, settings);
    }
}
