package io.callstream.cli.secure;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.stack.registry.RegistryOptions;
import io.callstream.stack.registry.SchemaRegistryServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry that asks clients for a certificate, as it shows one itself. */
class RegistryCertificateTest {
    private static final String SSL = "schema.registry.ssl.";

    @TempDir
    static Path folder;

    private static Identity server;
    private static Identity client;
    private static GuardedRegistry registry;

    @BeforeAll
    static void start() throws Exception {
        server = Identity.make(folder, "localhost");
        client = Identity.make(folder, "callstream");
        registry = GuardedRegistry.before(
                SchemaRegistryServer.start(RegistryOptions.in(folder.resolve("registry"))), server, client);
    }

    @AfterAll
    static void stop() {
        registry.close();
    }

    @Test
    void aCertificateIsALogin() throws IOException {
        Ran registered = register(showing("PKCS12", client.file()), line("keystore.password", Identity.PASSWORD));

        assertThat(registered.code()).as(registered.all()).isZero();
        assertThat(registered.out()).contains("llm.pre-call-value");
    }

    @Test
    void aCertificateAsTextIsOne() throws Exception {
        Ran registered = register(showing("PEM", client.pem(folder.resolve("client.pem"))));

        assertThat(registered.code()).as(registered.all()).isZero();
    }

    @Test
    void withoutOneNobodyGetsIn() throws IOException {
        Ran refused = register();

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).hasLineCount(1).contains(registry.url());
    }

    @Test
    void aCertificateThatIsNotKnownIsRefused() throws Exception {
        Ran refused = register(
                showing("PKCS12", Identity.make(folder, "stranger").file()),
                line("keystore.password", Identity.PASSWORD));

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).hasLineCount(1).contains(registry.url());
    }

    @Test
    void aFileThatCannotBeOpenedIsNamed() throws IOException {
        Ran refused = register(showing("PKCS12", client.file()), line("keystore.password", "not-this"));

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err())
                .hasLineCount(1)
                .contains(client.file().toString())
                .doesNotContain("not-this");
    }

    private static String showing(String type, Path file) {
        return line("keystore.type", type) + line("keystore.location", file.toString());
    }

    private static String line(String name, String value) {
        return "      " + SSL + name + ": \"" + value + "\"\n";
    }

    private static Ran register(String... lines) throws IOException {
        String config = "callstream:\n  schema_registry:\n    url: \"" + registry.url() + "\"\n    properties:\n"
                + line("truststore.location", server.file().toString())
                + line("truststore.password", Identity.PASSWORD)
                + line("truststore.type", "PKCS12")
                + String.join("", lines);
        Path file = Files.writeString(folder.resolve("config.yaml"), config);
        return Ran.command("schemas", "register", "--config", file.toString());
    }
}
