package io.callstream.cli.secure;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.stack.kafka.KafkaBroker;
import io.callstream.stack.kafka.KafkaOptions;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OAUTHBEARER with signed tokens, which clients fetch with their secret and the broker checks with the endpoint's key. */
class TokenEndpointTest {
    /** Kafka asks no address that the process does not allow. */
    private static final String ALLOWED = "org.apache.kafka.sasl.oauthbearer.allowed.urls";

    private static final String OAUTH = "org.apache.kafka.common.security.oauthbearer.";

    @TempDir
    static Path folder;

    private static TokenServer tokens;
    private static KafkaBroker broker;

    @BeforeAll
    static void start() throws Exception {
        tokens = TokenServer.start();
        System.setProperty(ALLOWED, tokens.tokens() + "," + tokens.signingKeys());
        String listener = "listener.name.client.";
        broker = KafkaBroker.start(GuardedKafka.guarded(KafkaOptions.in(folder.resolve("kafka")))
                .withSetting("listener.security.protocol.map", "CLIENT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT")
                .withSetting("sasl.enabled.mechanisms", "PLAIN,OAUTHBEARER")
                .withSetting("sasl.mechanism.inter.broker.protocol", "PLAIN")
                .withSetting(listener + "plain.sasl.jaas.config", GuardedKafka.login(GuardedKafka.ADMIN))
                .withSetting(listener + "oauthbearer.sasl.jaas.config", OAUTH + "OAuthBearerLoginModule required;")
                .withSetting(
                        listener + "oauthbearer.sasl.server.callback.handler.class",
                        OAUTH + "OAuthBearerValidatorCallbackHandler")
                .withSetting(listener + "oauthbearer.sasl.oauthbearer.jwks.endpoint.url", tokens.signingKeys()));
    }

    @AfterAll
    static void stop() {
        broker.close();
        tokens.close();
        System.clearProperty(ALLOWED);
    }

    @Test
    void topicsAreMadeByWhoseSecretIsRight() throws Exception {
        Ran made = topics(GuardedKafka.ADMIN, TokenServer.secret(GuardedKafka.ADMIN));

        assertThat(made.code()).as(made.all()).isZero();
        assertThat(made.out()).contains("llm.pre-call");
    }

    @Test
    void theTokenSaysWhoItIs() throws Exception {
        Ran made = topics("guest", TokenServer.secret("guest"));

        assertThat(made.code()).isEqualTo(1);
        assertThat(made.err()).contains("llm.pre-call", "topics acls");
    }

    private static Ran topics(String client, String secret) throws Exception {
        Login login = new Login(Map.of(
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "OAUTHBEARER",
                "sasl.jaas.config",
                OAUTH + "OAuthBearerLoginModule required clientId=\"" + client + "\" clientSecret=\"" + secret + "\";",
                "sasl.login.callback.handler.class",
                OAUTH + "OAuthBearerLoginCallbackHandler",
                "sasl.oauthbearer.token.endpoint.url",
                tokens.tokens()));
        Path config = login.config(folder.resolve("config.yaml"), broker.bootstrapServers());
        return Ran.command("topics", "create", "--config", config.toString());
    }
}
