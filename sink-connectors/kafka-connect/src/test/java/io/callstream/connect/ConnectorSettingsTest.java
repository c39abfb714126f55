package io.callstream.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.settings.Environment;
import io.callstream.settings.Section;
import io.callstream.settings.SettingsException;
import io.callstream.sink.runtime.catalogue.SinkCatalogue;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class ConnectorSettingsTest {
    @Test
    void makesSectionsOfKeysWithDots() {
        Section sink = sink(Map.of(
                "sink.url", "https://example.org/a?b=#c: d",
                "sink.batch.max_events", "7",
                "sink.headers.X-Team", "a, b",
                "sink.tags", "[\"one\", \"two\"]"));
        assertThat(sink.text("url")).contains("https://example.org/a?b=#c: d");
        assertThat(sink.section("batch").integer("max_events", 1, 1, 10)).isEqualTo(7);
        assertThat(sink.textMap("headers")).containsExactly(Map.entry("X-Team", "a, b"));
        assertThat(sink.texts("tags")).containsExactly("one", "two");
    }

    @Test
    void takesValuesFromTheEnvironment() {
        Map<String, String> properties = properties(Map.of("sink.secret", "os.environ/SIGNING_KEY"));
        ConnectorSettings settings =
                ConnectorSettings.read(properties, catalogue(), Environment.of(Map.of("SIGNING_KEY", "abc")));
        assertThat(webhook(settings).text("secret")).contains("abc");
    }

    @Test
    void givesTheRegistryItsOwnSettings() {
        Section registry = read(Map.of(
                        "schema.registry.url", "http://registry:8081",
                        "schema.registry.basic.auth.user.info", "me:secret"))
                .options()
                .config()
                .section("callstream")
                .section("schema_registry");
        assertThat(registry.text("url")).contains("http://registry:8081");
        assertThat(registry.textMap("properties")).containsExactly(Map.entry("basic.auth.user.info", "me:secret"));
    }

    @Test
    void opensTheRoutesThatItHasToKnow() {
        assertThat(sink(Map.of("callstream.other.routes", "a,b"))
                        .section("routes")
                        .keys())
                .containsExactlyInAnyOrder("a", "b");
        ConnectorSettings one = read(Map.of("callstream.route", "a"));
        assertThat(one.account()).contains("a");
        assertThat(webhook(one).section("routes").keys()).containsExactly("a");
    }

    @Test
    void refusesWhatConnectDecides() {
        assertThatThrownBy(() -> read(Map.of("sink.events", "success")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("sink.events");
    }

    @Test
    void refusesValuesThatAreNoJsonWithoutShowingThem() {
        assertThatThrownBy(() -> read(Map.of("sink.secret", "[hunter2")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("sink.secret")
                .hasNoCause()
                .message()
                .doesNotContain("hunter2");
    }

    @Test
    void refusesAKeyThatIsAValueAndASection() {
        assertThatThrownBy(() -> read(Map.of("sink.batch", "5", "sink.batch.max_events", "7")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("batch");
    }

    private static Section sink(Map<String, String> more) {
        return webhook(read(more));
    }

    private static Section webhook(ConnectorSettings settings) {
        return settings.options()
                .config()
                .section("callstream")
                .section("sinks")
                .section("webhook");
    }

    private static ConnectorSettings read(Map<String, String> more) {
        return ConnectorSettings.read(properties(more), catalogue(), Environment.of(Map.of()));
    }

    private static SinkCatalogue catalogue() {
        return SinkCatalogue.of(ConnectorSettingsTest.class.getClassLoader());
    }

    private static Map<String, String> properties(Map<String, String> more) {
        Map<String, String> properties = new HashMap<>(more);
        properties.put("name", "test");
        properties.put("sink.name", "webhook");
        return properties;
    }
}
