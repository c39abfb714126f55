package io.callstream.events.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.DerivedKind;
import io.callstream.events.ErasureKind;
import io.callstream.events.EventKind;
import io.callstream.events.topic.TopicCatalogue;
import io.callstream.events.topic.TopicSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
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

                ## Headers

                Every record has headers in UTF-8, so that readers can choose without decoding. One that has nothing to say is not there.

                | header | on | value |
                |---|---|---|
                | `kind` | all | `pre-call`, `chunk`, `success` or `failure` |
                | `model_group` | all | the column `model_group` |
                | `provider` | chunk, success, failure | the column `provider` |
                | `status` | success, failure | HTTP status given to the client: `200`, or the column `http_status` |
                | `traceparent` | all | W3C trace context: `00-`, `trace_id`, `-`, `span_id`, `-01` |

                ## Bounds

                No value makes an event too large for the spool, for Kafka or for the index of a database. What is longer is cut between two
                characters, what is more is left out, and `truncated_fields` names the columns. Lengths are bytes of UTF-8.

                | columns | at most |
                |---|---|
                | `model_group`, `model`, `end_user`, `session_id`, `finish_reason`, ids and other names; a tag, a route | 1024 |
                | `user_agent`, `message`, a header | 8 KiB |
                | a value of `metadata` | 64 KiB |
                | a list or a map | 512 entries, 256 KiB |
                | `parameters` | 256 KiB; beyond that only fields of up to 64 KiB each |
                | `provider_error_body` | 4096 characters |
                | a body, a chunk's `delta` | `callstream.bodies.inline_max_bytes`; a longer body stands in a file that `*_ref` names, a longer delta in the answer; a longer `provider_response_body` is left out |

                An event that would still be larger than a spool segment, or than the topic takes, is recorded with its bodies by reference and every
                other value cut to 256 bytes. Numbers in `metadata` are kept as the text that came, however large (`1e999999`).

                ## What is masked

                `****` stands in place of a credential before anything is written to disk, in every column: bodies and chunks, whatever the depth
                and also in JSON inside of strings, `parameters`, `metadata`, tags, headers and errors of providers. `redacted` says that it happened.

                - By name: `authorization`, `api_key`, `password`, `secret`, `private_key`, `aws_session_token`, `x-amz-security-token`,
                  `Helicone-Auth` and the like, in any spelling (`apiKey`, `API-KEY`). Of headers that only a wildcard of
                  `callstream.request_headers` lets pass, all whose names end like a credential's are left out.
                - By looks: `sk-...`, `Bearer ...`, `Basic ...`, JSON web tokens, keys of AWS (Bedrock's, too), Google, GitHub, GitLab, Slack, Hugging Face, Groq, xAI,
                  Perplexity, NVIDIA, Cerebras, Together, Fireworks, Replicate, Jina, Tavily, Pinecone, LangSmith, Stripe, npm, PyPI and others that say by their first letters whose they are,
                  private keys in PEM, user and password in an address, signatures in its parameters, and values with a digit behind such a name and `=` or `:` in texts.
                - By value: the key that the gateway presented to the provider, where the provider quotes it.

                ## Topics

                | topic | partitions | retention | written when |
                |---|---|---|---|
                """);
        Stream.of(
                        new TopicCatalogue().events(),
                        new TopicCatalogue().derived(),
                        TopicCatalogue.erasures(),
                        TopicCatalogue.tables())
                .flatMap(List::stream)
                .forEach(topic -> page.append("| `%s` | %d | %s | %s |%n"
                        .formatted(topic.name(), topic.partitions(), kept(topic), topic.purpose())));
        page.append("""

                What `llm.call`, `llm.spend`, `llm.window` and `llm.alert` hold is made of the events by `callstream analytics`
                ([guide](../guides/analytics.md)). Their keys are `call_id`, `row_id`, `row_id` and `alert_id`; their records have no headers, and
                are written in transactions: read them with `isolation.level=read_committed`. A column of an event that stands in such a record as
                well means the same there.

                `llm.erasure` says whose calls are erased, and `llm.erasure.report` what sinks have removed of them
                ([guide](../guides/erase.md)). Their keys are the subject's kind and the subject with a colon between them, and `report_id`.
                """);
        Set<String> seen = new HashSet<>();
        for (EventKind kind : EventKind.values()) {
            page.append(section(
                    kind.topic() + ": " + kind.schema().getName(),
                    kind.schema(),
                    kind == EventKind.CHUNK ? new HashSet<>(seen) : seen));
        }
        for (DerivedKind kind : DerivedKind.values()) {
            page.append(section(
                    kind.topic() + ": " + kind.schema().getName(),
                    kind.schema(),
                    kind == DerivedKind.CALL ? new HashSet<>(seen) : new HashSet<>()));
        }
        for (ErasureKind kind : ErasureKind.values()) {
            page.append(section(kind.topic() + ": " + kind.schema().getName(), kind.schema(), new HashSet<>()));
        }
        Schema place = ErasureKind.REPORT.schema().getField("places").schema().getElementType();
        page.append(section("ErasedPlace, an element of places", place, new HashSet<>()));
        Schema attempt =
                EventKind.SUCCESS.schema().getField("attempts").schema().getElementType();
        return page.append(section("Attempt, an element of attempts", attempt, new HashSet<>()))
                .toString();
    }

    private static String kept(TopicSpec topic) {
        return topic.compacted()
                ? "the last record of each key"
                : topic.retention().toDays() + " days";
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
