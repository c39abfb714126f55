package io.callstream.sink.json;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** What is written of events as JSON, as UTF-8. */
public final class JsonBytes {
    /** Nothing is put between values that follow each other: the writer does that. */
    private static final JsonFactory FACTORY =
            new JsonFactoryBuilder().rootValueSeparator("").build();

    private static final JsonMapper TREES = new JsonMapper();

    private JsonBytes() {}

    /** A tree that {@link JsonReader} or {@link EventTree} made, or that was put together of their parts. */
    public static byte[] of(JsonNode tree) {
        return of(1024, out -> TREES.writeTree(out, tree));
    }

    /** Writes the values. */
    @FunctionalInterface
    public interface Content {
        void write(JsonGenerator out) throws IOException;
    }

    /**
     * @param expected about how many bytes there will be
     * @throws IllegalArgumentException if a text is no Unicode, or the writing is out of order: the events' own fault
     */
    public static byte[] of(int expected, Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(expected);
        write(bytes, content);
        return bytes.toByteArray();
    }

    static void write(JsonNode tree, OutputStream to) {
        write(to, out -> TREES.writeTree(out, tree));
    }

    private static void write(OutputStream to, Content content) {
        try (JsonGenerator out = FACTORY.createGenerator(to, JsonEncoding.UTF8)) {
            content.write(out);
        } catch (IOException e) {
            // The cause is left out because it quotes the text.
            throw new IllegalArgumentException(
                    "an event cannot be written as JSON: " + e.getClass().getSimpleName());
        }
    }
}
