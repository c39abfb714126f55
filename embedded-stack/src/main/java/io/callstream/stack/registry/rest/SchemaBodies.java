package io.callstream.stack.registry.rest;

import com.fasterxml.jackson.core.JacksonException;
import io.callstream.stack.registry.catalog.RegistryError;
import io.callstream.stack.registry.catalog.SchemaVersion;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.rest.entities.Schema;
import io.confluent.kafka.schemaregistry.client.rest.entities.requests.RegisterSchemaRequest;
import io.confluent.kafka.schemaregistry.utils.JacksonMapper;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the schema that a request carries, and writes the ones that answers carry. */
final class SchemaBodies {

    private static final int BAD_REQUEST = 400;
    private static final int UNPROCESSABLE = 422;

    private SchemaBodies() {}

    /** The request's Avro schema; with {@code normalize=true}, in its normal form. */
    static AvroSchema schema(RestRequest request) {
        RegisterSchemaRequest body = parse(request.body(), RegisterSchemaRequest.class);
        requireSupported(body);
        return avro(body.getSchema(), request.flag("normalize"));
    }

    private static void requireSupported(RegisterSchemaRequest body) {
        String type = body.getSchemaType();
        if (type != null && !type.equals(AvroSchema.TYPE)) {
            throw invalid("schema type " + type + " is not supported (expected: AVRO)");
        }
        if (body.getReferences() != null && !body.getReferences().isEmpty()) {
            throw invalid("references to other schemas are not supported (expected: all types in one schema)");
        }
        if (body.getMetadata() != null || body.getRuleSet() != null) {
            throw invalid("metadata and rules are not supported (expected: a schema only)");
        }
        if (isGiven(body.getId())) {
            throw RegistryError.NOT_PERMITTED.because("the schema's id cannot be chosen (this is import mode only)");
        }
    }

    /** Confluent's client sends 0 or -1 for "none". */
    private static boolean isGiven(@Nullable Integer number) {
        return number != null && number > 0;
    }

    private static AvroSchema avro(@Nullable String text, boolean normalize) {
        if (text == null || text.isBlank()) {
            throw invalid("the schema is empty");
        }
        try {
            AvroSchema schema = new AvroSchema(text);
            return normalize ? schema.normalize() : schema;
        } catch (RuntimeException e) { // Avro's parser has several kinds, some of them not its own
            throw invalid(String.valueOf(e.getMessage()));
        }
    }

    private static RuntimeException invalid(String reason) {
        return RegistryError.INVALID_SCHEMA.because("Invalid schema: " + reason);
    }

    /** Reads a request's body; what is not JSON, or not of this shape, is refused. */
    static <T> T parse(byte[] body, Class<T> type) {
        try {
            T value = JacksonMapper.INSTANCE.readValue(body, type);
            if (value == null) {
                throw new HttpRefusal(BAD_REQUEST, "the request's body is null (expected: a JSON object)");
            }
            return value;
        } catch (JacksonException e) {
            throw new HttpRefusal(BAD_REQUEST, "the request's body is not as expected: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new HttpRefusal(UNPROCESSABLE, "the request's body cannot be read: " + e.getMessage());
        }
    }

    static Schema body(SchemaVersion version) {
        return new Schema(
                version.subject(), version.version(), version.id(), AvroSchema.TYPE, List.of(), version.schema());
    }
}
