package io.callstream.settings;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/**
 * Checks {@code callstream.kafka.properties} before anything is started: Kafka's clients pass over names that they do not
 * know, and say of a wrong value no more than that they cannot be made.
 */
final class KafkaProperties {
    private static final String PROTOCOL = "security.protocol";
    private static final String JAAS = "sasl.jaas.config";
    private static final String EXPECTED_JAAS =
            "(expected: org.apache.kafka.common.security.plain.PlainLoginModule required username=\"...\" password=\"...\";)";

    /** Where a class of the user's own may come from, with settings of its own. */
    private static final List<String> PLUGGED = List.of(".class", ".classes", ".reporters", ".providers");

    private static final List<String> FILES = List.of("ssl.truststore.location", "ssl.keystore.location");

    private final Section kafka;
    private final Map<String, String> properties;
    private final Map<String, ConfigDef.ConfigKey> known = new HashMap<>();

    private KafkaProperties(Section kafka, Map<String, String> properties) {
        this.kafka = kafka;
        this.properties = properties;
        List.of(ConsumerConfig.configDef(), ProducerConfig.configDef(), AdminClientConfig.configDef())
                .forEach(def -> known.putAll(def.configKeys()));
    }

    /** Notes what is wrong with the properties as problems of the section that they stand in. */
    static void check(Section kafka, Map<String, String> properties) {
        if (!properties.isEmpty()) {
            new KafkaProperties(kafka, properties).check();
        }
    }

    private void check() {
        properties.keySet().stream().sorted().forEach(this::checkOne);
        checkSecurity();
        FILES.forEach(this::checkFile);
    }

    private void checkOne(String name) {
        Optional<String> instead = LibrdkafkaNames.instead(name);
        ConfigDef.ConfigKey key = known.get(name);
        if (instead.isPresent()) {
            problem(name, instead.get());
        } else if (key != null) {
            checkValue(key);
        } else if (!plugged()) {
            problem(
                    name,
                    "is no setting of Kafka's Java client"
                            + Similar.to(name, known.keySet())
                                    .map(other -> "; did you mean " + other + "?")
                                    .orElse(""));
        }
    }

    private boolean plugged() {
        return properties.keySet().stream()
                .filter(known::containsKey)
                .anyMatch(name -> PLUGGED.stream().anyMatch(name::endsWith));
    }

    private void checkValue(ConfigDef.ConfigKey key) {
        if (key.type == ConfigDef.Type.CLASS) {
            return; // it may stand in a jar that only some of the services have
        }
        try {
            Object value = ConfigDef.parseType(key.name, properties.get(key.name), key.type);
            if (key.validator != null) {
                key.validator.ensureValid(key.name, value);
            }
        } catch (ConfigException e) {
            boolean secret = key.type == ConfigDef.Type.PASSWORD;
            problem(key.name, secret ? "is not valid" : "is not valid: " + e.getMessage());
        }
    }

    private void checkSecurity() {
        boolean sasl =
                properties.getOrDefault(PROTOCOL, "").toUpperCase(Locale.ROOT).startsWith("SASL_");
        String jaas = properties.get(JAAS);
        if (jaas != null && !jaas.strip().endsWith(";")) {
            problem(JAAS, "does not end with ';' " + EXPECTED_JAAS);
        }
        if (jaas != null && !sasl) {
            problem(PROTOCOL, "is not SASL_SSL or SASL_PLAINTEXT, so " + JAAS + " would not be used");
        }
        boolean otherLogin = Set.of(
                        "sasl.client.callback.handler.class", "sasl.login.callback.handler.class", "sasl.login.class")
                .stream()
                .anyMatch(properties::containsKey);
        if (sasl && jaas == null && !otherLogin && System.getProperty("java.security.auth.login.config") == null) {
            problem(JAAS, whyThereIsNoLogin() + ", and " + PROTOCOL + " needs it " + EXPECTED_JAAS);
        }
    }

    private String whyThereIsNoLogin() {
        return kafka.unsetVariable("properties", JAAS)
                .map(name -> "needs environment variable " + name + ", which is not set")
                .orElse("is missing");
    }

    private void checkFile(String name) {
        String file = properties.get(name);
        if (file == null) {
            return;
        }
        try {
            if (!Files.isReadable(Path.of(file))) {
                problem(
                        name,
                        "is " + file + ", which "
                                + (Files.exists(Path.of(file)) ? "cannot be read" : "does not exist"));
            }
        } catch (InvalidPathException e) {
            problem(name, "is no path");
        }
    }

    private void problem(String name, String message) {
        kafka.problem("properties." + name, message);
    }
}
