package io.callstream.sink.json;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** What is written of events as JSON, as UTF-8. */
public final class JsonBytes {
    /** Nothing is put between values that follow each other: the writer does that. */
    private static final JsonFactory FACTORY =
            new JsonFactoryBuilder().rootValueSeparator("").build();

    private JsonBytes() {}

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
        try (JsonGenerator out = FACTORY.createGenerator(bytes, JsonEncoding.UTF8)) {
            content.write(out);
        } catch (IOException e) {
            // The cause is left out because it quotes the text.
            throw new IllegalArgumentException(
                    "an event cannot be written as JSON: " + e.getClass().getSimpleName());
        }
        return bytes.toByteArray();
    }
}
