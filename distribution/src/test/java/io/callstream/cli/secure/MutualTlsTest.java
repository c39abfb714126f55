package io.callstream.cli.secure;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.stack.kafka.KafkaBroker;
import io.callstream.stack.kafka.KafkaOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates on both sides: the client's is its login. */
class MutualTlsTest {
    @TempDir
    static Path folder;

    private static KafkaBroker broker;
    private static Identity server;
    private static Identity admin;
    private static Identity guest;

    @BeforeAll
    static void start() throws Exception {
        server = Identity.make(folder, "localhost");
        admin = Identity.make(folder, "admin");
        guest = Identity.make(folder, "guest");
        Path trusted = Identity.trusting(folder.resolve("trusted.p12"), server, admin, guest);
        KafkaOptions options = GuardedKafka.guarded(KafkaOptions.in(folder.resolve("kafka")))
                .withSetting("listener.security.protocol.map", "CLIENT:SSL,CONTROLLER:PLAINTEXT")
                .withSetting("ssl.client.auth", "required")
                .withSetting("super.users", "User:CN=admin;User:CN=localhost;User:ANONYMOUS");
        broker = KafkaBroker.start(showing(options, server, trusted));
    }

    /** A broker that shows this certificate. */
    static KafkaOptions showing(KafkaOptions options, Identity identity, Path trusted) {
        return options.withSetting("ssl.keystore.location", identity.file().toString())
                .withSetting("ssl.keystore.password", Identity.PASSWORD)
                .withSetting("ssl.key.password", Identity.PASSWORD)
                .withSetting("ssl.keystore.type", "PKCS12")
                .withSetting("ssl.truststore.location", trusted.toString())
                .withSetting("ssl.truststore.password", Identity.PASSWORD)
                .withSetting("ssl.truststore.type", "PKCS12");
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void aCertificateIsALogin() throws Exception {
        Ran made = topics(Login.certificate().trusting(server.file()).showing(admin));

        assertThat(made.code()).as(made.all()).isZero();
        assertThat(made.out()).contains("llm.pre-call");
    }

    @Test
    void whoeverElseMayDoNothing() throws Exception {
        Ran made = topics(Login.certificate().trusting(server.file()).showing(guest));

        assertThat(made.code()).isEqualTo(1);
        assertThat(made.err()).contains("llm.pre-call", "topics acls");
    }

    @Test
    void withoutOneNobodyGetsIn() throws Exception {
        Ran made = topics(Login.certificate().trusting(server.file()));

        assertThat(made.code()).isEqualTo(1);
        assertThat(made.err()).hasLineCount(1).contains(broker.bootstrapServers());
    }

    private static Ran topics(Login login) throws Exception {
        Path config = login.config(folder.resolve("config.yaml"), broker.bootstrapServers());
        return Ran.command("topics", "create", "--config", config.toString());
    }
}
