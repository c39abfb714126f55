package io.callstream.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SharedSettingsTest {
    private final Problems problems = new Problems();

    @Test
    void withoutSettingsTheServicesLookOnThisMachine() {
        Section root = parse("{}");

        assertThat(KafkaSettings.read(root)).isEqualTo(new KafkaSettings("localhost:9092", Map.of(), 12, 1));
        assertThat(RegistrySettings.read(root))
                .isEqualTo(new RegistrySettings(URI.create("http://localhost:8081"), Map.of(), true));
    }

    @Test
    void everySettingIsRead() {
        Section root = parse("""
                kafka:
                  bootstrap_servers: k1:9092,k2:9092
                  properties: {security.protocol: SASL_SSL}
                  partitions: 24
                  replication_factor: 3
                schema_registry:
                  url: https://registry.example.com/apis/ccompat/v7
                  properties: {basic.auth.user.info: "a:b"}
                  auto_register: false
                """);

        KafkaSettings kafka = KafkaSettings.read(root.section("kafka"));
        RegistrySettings registry = RegistrySettings.read(root.section("schema_registry"));

        assertThat(kafka)
                .isEqualTo(new KafkaSettings("k1:9092,k2:9092", Map.of("security.protocol", "SASL_SSL"), 24, 3));
        assertThat(kafka.clientProperties())
                .containsEntry("bootstrap.servers", "k1:9092,k2:9092")
                .containsEntry("security.protocol", "SASL_SSL");
        assertThat(registry.autoRegister()).isFalse();
        assertThat(registry.url()).hasPath("/apis/ccompat/v7");
        assertThat(registry.toString()).doesNotContain("a:b");
        assertThat(root.unknownKeys()).isEmpty();
    }

    @Test
    void callbackListsSayWhoHearsWhat() {
        CallbackLists lists = CallbackLists.read(
                parse("{input_callback: [sentry], success_callback: [langfuse, postgres], callbacks: otel}"));

        assertThat(lists.sinks()).containsExactly("otel", "sentry", "langfuse", "postgres");
        assertThat(lists.hearsPreCalls("sentry")).isTrue();
        assertThat(lists.hearsSuccesses("sentry")).isFalse();
        assertThat(lists.hearsSuccesses("langfuse")).isTrue();
        assertThat(lists.hearsFailures("langfuse")).isFalse();
        assertThat(lists.hearsFailures("otel")).isTrue();
    }

    private Section parse(String yaml) {
        return new ConfigFile(Environment.of(Map.of())).parse(yaml, "test.yaml", problems);
    }
}
