package io.callstream.cli.secure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Settings of Kafka's clients as they stand in a configuration. */
record Login(Map<String, String> properties) {
    private static final String MODULES = "org.apache.kafka.common.security.";

    static Login plain(String user, String password) {
        return sasl("PLAIN", MODULES + "plain.PlainLoginModule required" + named(user, password));
    }

    static Login scram(String user, String password) {
        return sasl("SCRAM-SHA-512", MODULES + "scram.ScramLoginModule required" + named(user, password));
    }

    /** A token that nobody has signed, as Kafka's own client makes it where nothing else is configured. */
    static Login token(String user) {
        return sasl(
                "OAUTHBEARER",
                MODULES + "oauthbearer.OAuthBearerLoginModule required unsecuredLoginStringClaim_sub=\"" + user
                        + "\";");
    }

    static Login certificate() {
        return new Login(Map.of("security.protocol", "SSL"));
    }

    private static Login sasl(String mechanism, String jaas) {
        return new Login(
                Map.of("security.protocol", "SASL_SSL", "sasl.mechanism", mechanism, "sasl.jaas.config", jaas));
    }

    private static String named(String user, String password) {
        return " username=\"" + user + "\" password=\"" + password + "\";";
    }

    Login trusting(Path store) {
        return with("ssl.truststore.location", store.toString())
                .with("ssl.truststore.password", Identity.PASSWORD)
                .with("ssl.truststore.type", "PKCS12");
    }

    Login showing(Identity identity) {
        return with("ssl.keystore.location", identity.file().toString())
                .with("ssl.keystore.password", Identity.PASSWORD)
                .with("ssl.keystore.type", "PKCS12");
    }

    private Login with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(properties);
        more.put(name, value);
        return new Login(more);
    }

    /** For Kafka's own clients. */
    Map<String, Object> client(String servers) {
        Map<String, Object> client = new LinkedHashMap<>(properties);
        client.put("bootstrap.servers", servers);
        return client;
    }

    /** A configuration file with it; asking takes no longer than a few seconds. */
    Path config(Path file, String servers) throws IOException {
        String lines = properties.entrySet().stream()
                .map(each -> "      " + each.getKey() + ": '" + each.getValue() + "'\n")
                .collect(Collectors.joining());
        return Files.writeString(
                file,
                "callstream:\n  kafka:\n    bootstrap_servers: '" + servers + "'\n    partitions: 1\n    properties:\n"
                        + "      default.api.timeout.ms: '5000'\n" + lines);
    }
}
