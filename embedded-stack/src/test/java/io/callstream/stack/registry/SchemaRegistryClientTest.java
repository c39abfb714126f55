package io.callstream.stack.registry;

import static io.callstream.stack.registry.Schemas.V1;
import static io.callstream.stack.registry.Schemas.WITHOUT_DEFAULT;
import static io.callstream.stack.registry.Schemas.WITH_DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaRegistryClientTest {

    private static final int CACHE = 100;

    @TempDir
    Path dir;

    private SchemaRegistryServer server;
    private SchemaRegistryClient client;

    @BeforeEach
    void start() {
        server = SchemaRegistryServer.start(RegistryOptions.in(dir));
        client = newClient(server.url());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static SchemaRegistryClient newClient(String url) {
        return new CachedSchemaRegistryClient(url, CACHE);
    }

    @Test
    void registersAndReadsBack() throws Exception {
        int id = client.register("orders-value", V1);

        assertThat(newClient(server.url()).getSchemaById(id)).isEqualTo(V1);
        assertThat(client.getVersion("orders-value", V1)).isEqualTo(1);
        assertThat(client.getId("orders-value", V1)).isEqualTo(id);
        assertThat(client.getLatestSchemaMetadata("orders-value").getId()).isEqualTo(id);
        assertThat(client.getAllSubjects()).containsExactly("orders-value");
        assertThat(client.getAllSubjectsById(id)).containsExactly("orders-value");
        assertThat(client.getAllVersionsById(id)).hasSize(1);
    }

    @Test
    void theSameSchemaHasOneIdEverywhereAndIsNoNewVersion() throws Exception {
        int id = client.register("one", V1);

        assertThat(newClient(server.url()).register("one", V1)).isEqualTo(id);
        assertThat(client.register("two", V1)).isEqualTo(id);
        assertThat(client.register("two", WITH_DEFAULT)).isNotEqualTo(id);
        assertThat(client.getAllVersions("one")).containsExactly(1);
        assertThat(client.getAllVersions("two")).containsExactly(1, 2);
    }

    @Test
    void refusesAnIncompatibleSchemaWith409() throws Exception {
        client.register("s", V1);

        assertRefused(409, 409, () -> client.register("s", WITHOUT_DEFAULT));
        assertThat(client.testCompatibility("s", WITHOUT_DEFAULT)).isFalse();
        assertThat(client.testCompatibilityVerbose("s", WITHOUT_DEFAULT).toString())
                .contains("READER_FIELD_MISSING_DEFAULT_VALUE");
        assertThat(client.testCompatibility("s", WITH_DEFAULT)).isTrue();
    }

    @Test
    void aSubjectsLevelDecides() throws Exception {
        client.register("s", WITH_DEFAULT);
        client.register("s", V1);
        assertThat(client.updateCompatibility("s", "FULL_TRANSITIVE")).isEqualTo("FULL_TRANSITIVE");
        assertThat(client.getCompatibility("s")).isEqualTo("FULL_TRANSITIVE");

        // Readable by V1 both ways; but b as a string contradicts version 1.
        var bAsString = Schemas.record(
                "{\"name\":\"a\",\"type\":\"string\"},{\"name\":\"b\",\"type\":\"string\",\"default\":\"\"}");
        assertRefused(409, 409, () -> client.register("s", bAsString));

        client.updateCompatibility("s", "FULL");
        assertThat(client.register("s", bAsString)).isPositive();
    }

    @Test
    void theGlobalLevelIsForSubjectsWithoutTheirOwn() throws Exception {
        assertThat(client.getCompatibility(null)).isEqualTo("BACKWARD");
        client.updateCompatibility(null, "NONE");
        client.register("s", V1);

        assertThat(client.register("s", WITHOUT_DEFAULT)).isPositive();
        assertRefused(404, 40408, () -> client.getCompatibility("s"));
        assertRefused(422, 42203, () -> client.updateCompatibility("s", "SOMETIMES"));
    }

    @Test
    void deletionHidesThenRemoves() throws Exception {
        int id = client.register("s", V1);
        client.register("s", WITH_DEFAULT);

        assertRefused(404, 40405, () -> client.deleteSubject("s", true));
        assertThat(client.deleteSubject("s")).containsExactly(1, 2);
        assertThat(client.getAllSubjects()).isEmpty();
        assertThat(client.getAllSubjects(true)).containsExactly("s");
        assertRefused(404, 40401, () -> client.getAllVersions("s"));
        assertRefused(404, 40404, () -> client.deleteSubject("s"));
        assertThat(newClient(server.url()).getSchemaById(id)).isEqualTo(V1);

        assertThat(client.deleteSubject("s", true)).containsExactly(1, 2);
        assertRefused(404, 40403, () -> newClient(server.url()).getSchemaById(id));
    }

    @Test
    void aHiddenSubjectGoesOnCountingVersions() throws Exception {
        int id = client.register("s", V1);
        client.deleteSubject("s");

        assertThat(newClient(server.url()).register("s", V1)).isEqualTo(id);
        assertThat(newClient(server.url()).getAllVersions("s")).containsExactly(2);
    }

    @Test
    void deletesOneVersion() throws Exception {
        client.register("s", V1);
        client.register("s", WITH_DEFAULT);

        assertThat(client.deleteSchemaVersion(Map.of(), "s", "1")).isEqualTo(1);
        assertThat(client.getAllVersions("s")).containsExactly(2);
        assertRefused(404, 40406, () -> client.deleteSchemaVersion(Map.of(), "s", "1"));
        assertRefused(404, 40407, () -> client.deleteSchemaVersion(Map.of(), "s", "2", true));
        assertThat(client.deleteSchemaVersion(Map.of(), "s", "1", true)).isEqualTo(1);
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        client.register("s", V1);

        assertRefused(404, 40401, () -> client.getLatestSchemaMetadata("t"));
        assertRefused(404, 40402, () -> client.getSchemaMetadata("s", 9));
        assertRefused(404, 40403, () -> client.getSchemaById(77));
        assertRefused(404, 40403, () -> client.getVersion("s", WITH_DEFAULT));
    }

    @Test
    void anySubjectNameWorks() throws Exception {
        String name = "a/b c+d%e";
        int id = client.register(name, V1);

        assertThat(client.getAllSubjects()).containsExactly(name);
        assertThat(client.getAllVersions(name)).containsExactly(1);
        assertThat(client.getAllSubjectsById(id)).containsExactly(name);
    }

    @Test
    void answersUnderApicuriosPrefixToo() throws Exception {
        int id = newClient(server.url() + "/apis/ccompat/v7").register("s", V1);

        assertThat(client.getId("s", V1)).isEqualTo(id);
    }

    @Test
    void registrationsAtTheSameTimeGetOneIdPerSchema() throws Exception {
        List<Callable<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String subject = "s" + i % 4;
            AvroSchema schema = i % 8 < 4 ? V1 : WITH_DEFAULT;
            calls.add(() -> newClient(server.url()).register(subject, schema));
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);
        Set<Integer> ids = new TreeSet<>();
        for (Future<Integer> call : threads.invokeAll(calls)) {
            ids.add(call.get());
        }
        threads.shutdown();

        assertThat(ids).containsExactly(1, 2);
        assertThat(client.getAllVersionsById(1)).hasSize(4);
        assertThat(client.getAllVersionsById(2)).hasSize(4);
    }

    @Test
    void keepsEverythingOverARestart() throws Exception {
        int first = client.register("s", V1);
        client.register("hidden", WITH_DEFAULT);
        client.updateCompatibility("s", "FULL_TRANSITIVE");
        client.deleteSubject("hidden");
        server.close();

        try (SchemaRegistryServer again = SchemaRegistryServer.start(RegistryOptions.in(dir))) {
            SchemaRegistryClient fresh = newClient(again.url());
            assertThat(fresh.getSchemaById(first)).isEqualTo(V1);
            assertThat(fresh.getCompatibility("s")).isEqualTo("FULL_TRANSITIVE");
            assertThat(fresh.getAllSubjects()).containsExactly("s");
            assertThat(fresh.getAllSubjects(true)).containsExactly("hidden", "s");
            assertThat(fresh.register("third", Schemas.record("{\"name\":\"z\",\"type\":\"long\"}")))
                    .isEqualTo(first + 2);
        }
    }

    private static void assertRefused(int status, int code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .asInstanceOf(type(RestClientException.class))
                .satisfies(e -> assertThat(e.getStatus()).isEqualTo(status))
                .satisfies(e -> assertThat(e.getErrorCode()).isEqualTo(code));
    }
}
