package io.callstream.console.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.console.web.Json;
import io.callstream.settings.KafkaSettings;
import io.callstream.settings.RegistrySettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EngineSetUpTest {
    @Test
    void theOtherProcessKnowsWhatThisOneDoes() {
        EngineSetUp here = new EngineSetUp(
                new KafkaSettings("a:1,b:2", Map.of("sasl.jaas.config", "secret \"x\";"), 1, 1),
                new RegistrySettings(URI.create("http://r:8081"), Map.of("basic.auth.user.info", "u:p"), false),
                Path.of("/somewhere"),
                64L << 20);

        EngineSetUp there = EngineSetUp.of(Json.object(here.json()));

        assertThat(there).isEqualTo(here);
    }

    @Test
    void whatJavaWasToldOfCertificatesHoldsThereToo() {
        String name = "org.apache.kafka.sasl.oauthbearer.allowed.urls";
        System.setProperty(name, "https://token");
        try {
            EngineSetUp here = new EngineSetUp(
                    new KafkaSettings("a:1", Map.of(), 1, 1),
                    new RegistrySettings(URI.create("http://r:8081"), Map.of(), false),
                    Path.of("/somewhere"),
                    64L << 20);
            assertThat(Json.object(here.json()).path("java").path(name).asText())
                    .isEqualTo("https://token");
        } finally {
            System.clearProperty(name);
        }
    }
}
