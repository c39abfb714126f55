package io.callstream.cli.secure;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.stack.registry.RegistryOptions;
import io.callstream.stack.registry.SchemaRegistryServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry that asks for a login, on an encrypted connection. */
class RegistryLoginTest {
    @TempDir
    Path folder;

    private Identity identity;
    private GuardedRegistry registry;

    @BeforeEach
    void start() throws Exception {
        identity = Identity.make(folder, "localhost");
        registry = GuardedRegistry.before(
                SchemaRegistryServer.start(RegistryOptions.in(folder.resolve("registry"))), identity);
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void schemasAreRegisteredByWhoLogsIn() throws IOException {
        Ran registered = register(GuardedRegistry.LOGIN, identity);

        assertThat(registered.code()).as(registered.all()).isZero();
        assertThat(registered.out()).contains("llm.pre-call-value");
    }

    @Test
    void aWrongPasswordIsSaidToBeThat() throws IOException {
        Ran registered = register("callstream:wrong", identity);

        assertThat(registered.code()).isEqualTo(1);
        assertThat(registered.err())
                .hasLineCount(1)
                .contains(registry.url(), "401")
                .doesNotContain("wrong");
    }

    @Test
    void aCertificateThatIsNotTrustedIsSaidToBeThat() throws Exception {
        Ran registered = register(GuardedRegistry.LOGIN, Identity.make(folder, "other"));

        assertThat(registered.code()).isEqualTo(1);
        assertThat(registered.err()).hasLineCount(1).contains(registry.url(), "PKIX");
    }

    private Ran register(String login, Identity trusted) throws IOException {
        Path config = Files.writeString(
                folder.resolve("config.yaml"), """
                callstream:
                  schema_registry:
                    url: "%s"
                    properties:
                      basic.auth.user.info: "%s"
                      schema.registry.ssl.truststore.location: "%s"
                      schema.registry.ssl.truststore.password: "%s"
                      schema.registry.ssl.truststore.type: PKCS12
                """.formatted(registry.url(), login, trusted.file(), Identity.PASSWORD));
        return Ran.command("schemas", "register", "--config", config.toString());
    }
}
