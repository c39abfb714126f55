package io.callstream.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings of Kafka's client that would be passed over, or would say no more than that no client can be made. */
class KafkaPropertiesTest {
    private static final String JAAS =
            "'org.apache.kafka.common.security.plain.PlainLoginModule required username=\"u\" password=\"hidden\"%s'";

    @ParameterizedTest(name = "K17: {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "sasl.username | x | use sasl.jaas.config",
                "sasl.password | hidden | use sasl.jaas.config",
                "sasl.mechanisms | PLAIN | use sasl.mechanism",
                "ssl.ca.location | /etc/ca.pem | ssl.truststore.location with ssl.truststore.type: PEM",
                "metadata.broker.list | k:9092 | callstream.kafka.bootstrap_servers",
                "bootstrap.servers | k:9092 | callstream.kafka.bootstrap_servers",
                "compression.codec | zstd | use compression.type",
            })
    void librdkafkasNamesAreSuggested(String name, String value, String expected) {
        assertThatThrownBy(() -> read("{\"" + name + "\": \"" + value + "\"}"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("kafka.properties." + name)
                .hasMessageContaining(expected)
                .hasMessageNotContaining("hidden");
    }

    @ParameterizedTest(name = "K18: {0}")
    @CsvSource({
        "security_protocol, SASL_SSL, did you mean security.protocol?",
        "security.protocoll, SASL_SSL, did you mean security.protocol?",
        "Security.Protocol, SASL_SSL, did you mean security.protocol?",
        "sasl.mechanism_, PLAIN, did you mean sasl.mechanism?",
        "fetch.max.byte, 1, did you mean fetch.max.bytes?",
        "weather, fine, is no setting of Kafka's Java client",
    })
    void namesThatNobodyKnowsAreProblems(String name, String value, String expected) {
        assertThatThrownBy(() -> read("{\"" + name + "\": " + value + "}"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("kafka.properties." + name)
                .hasMessageContaining(expected);
    }

    @Test
    @DisplayName("K18: a value that is none is named, with those that are")
    void aProtocolThatIsNoneIsNamed() {
        assertThatThrownBy(() -> read("{security.protocol: SASL}"))
                .hasMessageContaining("kafka.properties.security.protocol: is not valid")
                .hasMessageContaining("SASL_PLAINTEXT");
        assertThatThrownBy(() -> read("{request.timeout.ms: soon}"))
                .hasMessageContaining("kafka.properties.request.timeout.ms: is not valid");
    }

    @Test
    @DisplayName("K17: a login without its semicolon")
    void aLoginWithoutItsSemicolon() {
        assertThatThrownBy(() -> read("{security.protocol: SASL_SSL, sasl.jaas.config: " + JAAS.formatted("") + "}"))
                .hasMessageContaining("kafka.properties.sasl.jaas.config: does not end with ';'")
                .hasMessageNotContaining("hidden");
    }

    @Test
    @DisplayName("K17: a trust store that does not exist")
    void aTrustStoreThatDoesNotExist() {
        assertThatThrownBy(() -> read("{security.protocol: SSL, ssl.truststore.location: /nowhere/trust.jks}"))
                .hasMessageContaining(
                        "kafka.properties.ssl.truststore.location: is /nowhere/trust.jks, which does not exist");
    }

    @Test
    @DisplayName("K18: a login that would not be used, and one that is missing")
    void loginAndProtocolBelongTogether() {
        assertThatThrownBy(() -> read("{sasl.jaas.config: " + JAAS.formatted(";") + "}"))
                .hasMessageContaining("kafka.properties.security.protocol: is not SASL_SSL or SASL_PLAINTEXT");
        assertThatThrownBy(() -> read("{security.protocol: SASL_SSL, sasl.mechanism: PLAIN}"))
                .hasMessageContaining("kafka.properties.sasl.jaas.config: is missing");
    }

    @Test
    void aLoginThatTheEnvironmentDoesNotHaveIsNamedByItsVariable() {
        assertThatThrownBy(() -> read("{security.protocol: SASL_SSL, sasl.jaas.config: os.environ/KAFKA_JAAS}"))
                .hasMessageContaining(
                        "kafka.properties.sasl.jaas.config: needs environment variable KAFKA_JAAS, which is not set,"
                                + " and security.protocol needs it")
                .hasMessageNotContaining("is missing");
    }

    @Test
    void whatIsRightIsTaken() {
        assertThat(read("{security.protocol: SASL_SSL, sasl.mechanism: SCRAM-SHA-512, sasl.jaas.config: "
                                + JAAS.formatted(";") + ", client.dns.lookup: use_all_dns_ips}")
                        .properties())
                .hasSize(4);
        assertThat(read("{sasl.login.callback.handler.class: com.example.Login, com.example.setting: 1}")
                        .properties())
                .hasSize(2);
    }

    @Test
    void theRegistrysNamesAreChecked() {
        Problems problems = new Problems();
        RegistrySettings.read(new Section(
                "registry",
                Map.of("properties", Map.of("ssl.truststore.location", "x", "basic.auth.username", "hidden")),
                problems));

        assertThatThrownBy(problems::throwIfAny)
                .hasMessageContaining(
                        "registry.properties.ssl.truststore.location: would not be used; say schema.registry.ssl")
                .hasMessageContaining("basic.auth.user.info")
                .hasMessageNotContaining("hidden");
    }

    private static KafkaSettings read(String properties) {
        Problems problems = new Problems();
        Section root = new ConfigFile(Environment.of(Map.of()))
                .parse("kafka: {properties: " + properties + "}", "test", problems);
        KafkaSettings settings = KafkaSettings.read(root.section("kafka"));
        problems.throwIfAny();
        return settings;
    }
}
