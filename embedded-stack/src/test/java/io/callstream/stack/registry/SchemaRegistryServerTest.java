package io.callstream.stack.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.stack.StackException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaRegistryServerTest {

    private static final Set<PosixFilePermission> EVERYBODY = PosixFilePermissions.fromString("rwxr-xr-x");

    @TempDir
    Path dir;

    /** Clients that sent half a request line and head, and no more. */
    private static final class HalfSent implements AutoCloseable {
        private final List<Socket> sockets = new ArrayList<>();

        HalfSent(URI server, int count) throws IOException {
            for (int i = 0; i < count; i++) {
                Socket socket = new Socket(server.getHost(), server.getPort());
                sockets.add(socket);
                socket.getOutputStream()
                        .write("GET /subjects HTTP/1.1\r\nHost: loc".getBytes(StandardCharsets.US_ASCII));
            }
        }

        long open() {
            return sockets.stream().filter(socket -> !socket.isClosed()).count();
        }

        @Override
        public void close() throws IOException {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

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

    /** X23: schemas say what is recorded; nobody else on the machine reads or changes them. */
    @Test
    void keepsItsFolderAndJournalToItsOwner() throws Exception {
        Path folder = Files.createDirectory(dir.resolve("open"), PosixFilePermissions.asFileAttribute(EVERYBODY));
        try (SchemaRegistryServer server = SchemaRegistryServer.start(RegistryOptions.in(folder))) {
            assertThat(server.url()).isNotEmpty();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("changes.jsonl"))))
                    .isEqualTo("rw-------");
        }
    }

    /** X22: clients that send half a request keep nobody else waiting. */
    @Test
    void answersWhileSlowClientsHoldTheirRequests() throws Exception {
        try (SchemaRegistryServer server = SchemaRegistryServer.start(RegistryOptions.in(dir));
                HalfSent slow = new HalfSent(URI.create(server.url()), 40)) {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(server.url() + "/subjects"))
                                    .timeout(Duration.ofSeconds(60))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(slow.open()).as("held all the while").isEqualTo(40);
        }
    }

    @Test
    void closesTwice() {
        SchemaRegistryServer server = SchemaRegistryServer.start(RegistryOptions.in(dir));

        server.close();
        server.close();

        SchemaRegistryServer.start(RegistryOptions.in(dir)).close();
    }
}
