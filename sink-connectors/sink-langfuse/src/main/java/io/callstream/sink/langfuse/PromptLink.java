package io.callstream.sink.langfuse;

import com.fasterxml.jackson.databind.JsonNode;
import io.callstream.sink.otlp.span.Bodies;
import io.callstream.sink.otlp.span.CallEnd;
import java.util.Optional;

/**
 * The prompt of Langfuse's that a call was made with, which Langfuse shows beside it.
 *
 * @param name of the prompt
 * @param version of the prompt; Langfuse takes no link without one
 */
record PromptLink(String name, long version) {
    /** What prompt management put into the call, else the prompt that the caller gives in {@code metadata.prompt}. */
    static Optional<PromptLink> of(CallEnd call) {
        return managed(call).or(() -> call.metadata("prompt").flatMap(PromptLink::given));
    }

    private static Optional<PromptLink> managed(CallEnd call) {
        return call.text("prompt_source")
                .filter("langfuse"::equals)
                .flatMap(source -> call.text("prompt_id"))
                .flatMap(name -> call.text("prompt_version").flatMap(version -> link(name, version)));
    }

    private static Optional<PromptLink> given(String prompt) {
        JsonNode object = Bodies.parsed(prompt);
        String name = object.path("name").asText();
        return name.isEmpty()
                ? Optional.empty()
                : link(name, object.path("version").asText());
    }

    private static Optional<PromptLink> link(String name, String version) {
        return version.matches("[0-9]{1,9}")
                ? Optional.of(new PromptLink(name, Long.parseLong(version)))
                : Optional.empty();
    }
}
