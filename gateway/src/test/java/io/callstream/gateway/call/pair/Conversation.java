package io.callstream.gateway.call.pair;

import io.callstream.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What is asked, as each client API says it, and what is answered.
 *
 * @param file that it stands in
 */
record Conversation(String name, JsonValue.Obj file) {
    static final List<String> NAMES = List.of(
            "plain",
            "system-prompt",
            "several-turns",
            "tool-call",
            "parallel-tools",
            "json-schema",
            "image",
            "cut-at-the-limit",
            "sampling",
            "reasoning");

    static Conversation named(String name) {
        try (InputStream file = Conversation.class.getResourceAsStream("/pairs/" + name + ".json")) {
            return new Conversation(name, Json.read(file.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The fields of a request, without its model and whether it is a stream. */
    JsonValue.Obj asked(String api) {
        return file.object(api);
    }

    /** What a provider hears, in words that are those of no form. */
    List<String> heard() {
        return file.list("heard").stream()
                .map(line -> ((JsonValue.Text) line).value())
                .toList();
    }

    Answer answer() {
        JsonValue.Obj said = file.object("said");
        List<Said.Use> tools =
                Json.objects(said, "tools").map(Conversation::use).toList();
        return new Answer(
                new Said(
                        Json.text(said, "text"),
                        Json.text(said, "reasoning"),
                        tools,
                        said.text("finish"),
                        said.number("prompt", 0),
                        said.number("completion", 0)),
                said.number("cached", 0),
                said.number("thought", 0));
    }

    private static Said.Use use(JsonValue.Obj tool) {
        return new Said.Use(tool.text("name"), tool.get("arguments"));
    }

    @Override
    public String toString() {
        return name;
    }
}
