package io.callstream.cli.secure;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.stack.kafka.KafkaBroker;
import io.callstream.stack.kafka.KafkaOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logins on an encrypted connection: PLAIN, SCRAM and OAUTHBEARER, to one broker that takes all three. */
class LoginsTest {
    private static final String SECRET = "topics-secret";

    @TempDir
    static Path folder;

    private static KafkaBroker broker;
    private static Identity server;

    @BeforeAll
    static void start() throws Exception {
        server = Identity.make(folder, "localhost");
        broker = KafkaBroker.start(options());
        try (Admin admin = Admin.create(
                Login.plain("admin", "admin-secret").trusting(server.file()).client(broker.bootstrapServers()))) {
            ScramCredentialInfo sha512 = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion("admin", sha512, SECRET)))
                    .all()
                    .get(10, TimeUnit.SECONDS);
        }
    }

    private static KafkaOptions options() {
        String plain = "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"admin\""
                + " password=\"admin-secret\" user_admin=\"admin-secret\";";
        Map<String, String> settings = Map.of(
                "listener.security.protocol.map", "CLIENT:SASL_SSL,CONTROLLER:PLAINTEXT",
                "sasl.enabled.mechanisms", "PLAIN,SCRAM-SHA-512,OAUTHBEARER",
                "sasl.mechanism.inter.broker.protocol", "PLAIN",
                "listener.name.client.plain.sasl.jaas.config", plain,
                "listener.name.client.scram-sha-512.sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required;",
                "listener.name.client.oauthbearer.sasl.jaas.config",
                        "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required"
                                + " unsecuredLoginStringClaim_sub=\"admin\";");
        KafkaOptions options = GuardedKafka.guarded(KafkaOptions.in(folder.resolve("kafka")));
        for (Map.Entry<String, String> each : settings.entrySet()) {
            options = options.withSetting(each.getKey(), each.getValue());
        }
        return MutualTlsTest.showing(options, server, server.file());
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "SCRAM-SHA-512", "OAUTHBEARER"})
    void topicsAreMadeByWhoLogsIn(String mechanism) throws Exception {
        Ran made = topics(login(mechanism, "admin").trusting(server.file()));

        assertThat(made.code()).as(made.all()).isZero();
        assertThat(made.out()).contains("llm.pre-call");
    }

    /** The broker knows who it is, and that he may do nothing. */
    @Test
    void aTokenOfSomebodyElseIsThatOfSomebodyElse() throws Exception {
        Ran made = topics(Login.token("nobody").trusting(server.file()));

        assertThat(made.code()).isEqualTo(1);
        assertThat(made.err()).contains("topics acls");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "SCRAM-SHA-512"})
    void aWrongPasswordIsSaidToBeThat(String mechanism) throws Exception {
        Ran made = topics(login(mechanism, "wrong").trusting(server.file()));

        assertThat(made.code()).isEqualTo(1);
        assertThat(made.err()).hasLineCount(1).contains(broker.bootstrapServers(), "Authentication failed");
    }

    @Test
    void aCertificateThatIsNotTrustedIsSaidToBeThat() throws Exception {
        Identity other = Identity.make(folder, "other");

        Ran made = topics(Login.plain("admin", "admin-secret").trusting(other.file()));

        assertThat(made.code()).isEqualTo(1);
        assertThat(made.err()).hasLineCount(1).contains(broker.bootstrapServers(), "SSL handshake failed");
    }

    private static Login login(String mechanism, String password) {
        boolean right = password.equals("admin");
        return switch (mechanism) {
            case "PLAIN" -> Login.plain("admin", right ? "admin-secret" : password);
            case "SCRAM-SHA-512" -> Login.scram("admin", right ? SECRET : password);
            default -> Login.token("admin");
        };
    }

    private static Ran topics(Login login) throws Exception {
        Path config = login.config(folder.resolve("config.yaml"), broker.bootstrapServers());
        return Ran.command("topics", "create", "--config", config.toString());
    }
}
