package io.callstream.sink.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Picks a few texts out of objects that {@link EventJson} wrote, without a tree of what else is in them. For any thread. */
public final class JsonMembers {
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    // A body as deep as JsonReader takes stands some levels below.
                    .maxNestingDepth(2 * JsonReader.DEEPEST)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private JsonMembers() {}

    /**
     * @param utf8 one JSON object lies in it
     * @param names of members of the object itself, not of those inside
     * @return those that are there and are texts; empty if the bytes are no JSON object
     */
    public static Optional<Map<String, String>> texts(byte[] utf8, int offset, int length, Set<String> names) {
        // Given the array itself, a parser that remembers no names loses its place in long texts.
        try (JsonParser parser = FACTORY.createParser(new ByteArrayInputStream(utf8, offset, length))) {
            return parser.nextToken() == JsonToken.START_OBJECT ? Optional.of(read(parser, names)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // Its message quotes the text.
        }
    }

    private static Map<String, String> read(JsonParser parser, Set<String> names) throws IOException {
        Map<String, String> found = new HashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.VALUE_STRING && names.contains(name)) {
                found.put(name, parser.getText());
            }
            parser.skipChildren();
        }
        if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
            throw new IOException("more than one object, or none that ends");
        }
        return found;
    }
}
