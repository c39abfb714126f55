package io.callstream.stack.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.stack.StackException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaRegistryServerTest {

    @TempDir
    Path dir;

    @Test
    void refusesABusyPortAndLeavesTheFolderFree() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() ->
                            SchemaRegistryServer.start(RegistryOptions.in(dir).withPort(taken.getLocalPort())))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("schema registry cannot listen on 127.0.0.1:" + taken.getLocalPort());
        }
        SchemaRegistryServer.start(RegistryOptions.in(dir)).close();
    }

    @Test
    void refusesAnUnknownHost() {
        assertThatThrownBy(
                        () -> SchemaRegistryServer.start(RegistryOptions.in(dir).withHost("host.invalid")))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("schema registry cannot listen on host.invalid:0");
    }

    @Test
    void refusesAFolderInUse() {
        try (SchemaRegistryServer server = SchemaRegistryServer.start(RegistryOptions.in(dir))) {
            assertThat(server.url()).startsWith("http://127.0.0.1:");
            assertThatThrownBy(() -> SchemaRegistryServer.start(RegistryOptions.in(dir)))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("in use");
        }
    }

    @Test
    void refusesADamagedJournal() throws Exception {
        Files.writeString(dir.resolve("changes.jsonl"), "damage\n{\"change\":\"level-set\"}\n");

        assertThatThrownBy(() -> SchemaRegistryServer.start(RegistryOptions.in(dir)))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("changes.jsonl is damaged at line 1");
    }

    @Test
    void closesTwice() {
        SchemaRegistryServer server = SchemaRegistryServer.start(RegistryOptions.in(dir));

        server.close();
        server.close();

        SchemaRegistryServer.start(RegistryOptions.in(dir)).close();
    }
}
