package io.callstream.events.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.EventKind;
import io.callstream.events.topic.TopicCatalogue;
import io.callstream.events.topic.TopicSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.junit.jupiter.api.Test;

/** {@code docs/reference/events.md} is made from the schemas; {@code -Dreference.update=true} writes it anew. */
class EventReferenceTest {
    private static final Path REFERENCE = Path.of("../docs/reference/events.md");

    @Test
    void theReferenceSaysWhatTheSchemasSay() throws IOException {
        String generated = reference();
        if (Boolean.getBoolean("reference.update")) {
            Files.createDirectories(REFERENCE.getParent());
            Files.writeString(REFERENCE, generated);
        }

        assertThat(REFERENCE).hasContent(generated);
    }

    private static String reference() {
        StringBuilder page = new StringBuilder("""
                # Events

                Generated from `event-schemas/src/main/avro` by `EventReferenceTest`; do not edit.

                Values are Avro in Confluent's wire format (a zero byte, the schema's id in four bytes, the body); keys are call ids in UTF-8
                text; timestamps are the broker's. A column is listed where it first appears: success and failure repeat every column of the
                pre-call.

                | topic | partitions | retention | told when |
                |---|---|---|---|
                """);
        for (TopicSpec topic : new TopicCatalogue().events()) {
            page.append("| `%s` | %d | %d days | %s |%n"
                    .formatted(
                            topic.name(), topic.partitions(), topic.retention().toDays(), topic.purpose()));
        }
        Set<String> seen = new HashSet<>();
        for (EventKind kind : EventKind.values()) {
            page.append(section(
                    kind.topic() + ": " + kind.schema().getName(),
                    kind.schema(),
                    kind == EventKind.CHUNK ? new HashSet<>(seen) : seen));
        }
        Schema attempt =
                EventKind.SUCCESS.schema().getField("attempts").schema().getElementType();
        return page.append(section("Attempt, an element of attempts", attempt, new HashSet<>()))
                .toString();
    }

    private static String section(String title, Schema schema, Set<String> seen) {
        StringBuilder section = new StringBuilder(
                "%n## %s%n%n%s%n%n| column | type | meaning |%n|---|---|---|%n".formatted(title, schema.getDoc()));
        for (Field field : schema.getFields()) {
            if (seen.add(field.name())) {
                section.append("| `%s` | %s | %s |%n".formatted(field.name(), type(field.schema()), field.doc()));
            }
        }
        return section.toString();
    }

    private static String type(Schema schema) {
        if (schema.getLogicalType() != null) {
            return schema.getLogicalType().getName();
        }
        return switch (schema.getType()) {
            case UNION -> type(schema.getTypes().get(1)) + ", may be null";
            case ARRAY -> "array of " + type(schema.getElementType());
            case MAP -> "map of " + type(schema.getValueType());
            case RECORD -> schema.getName();
            default -> schema.getType().getName();
        };
    }
}
