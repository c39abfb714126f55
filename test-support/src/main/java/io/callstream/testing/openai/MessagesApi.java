package io.callstream.testing.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.testing.reply.Reply;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Anthropic's Messages API, and its counting of tokens; the models are those of OpenAI's. Thread contract: any thread. */
final class MessagesApi {
    private static final String MESSAGES = "/v1/messages";
    /** Of the API; later ones let the system speak amid the conversation. */
    private static final String FIRST_VERSION = "2023-06-01";

    private static final String COUNT = "/v1/messages/count_tokens";

    private final Speaker speaker;
    private final Behaviours behaviours = new Behaviours(MessagesError.FORM);
    private final @Nullable String apiKey;

    /** @param apiKey the only key that is let in; null lets everyone in */
    MessagesApi(Speaker speaker, @Nullable String apiKey) {
        this.speaker = speaker;
        this.apiKey = apiKey;
    }

    static boolean has(String path) {
        return path.equals(MESSAGES) || path.equals(COUNT);
    }

    Reply answer(ApiRequest request) {
        Optional<ObjectNode> body = request.body().object();
        Optional<MessagesError> refused = refused(request, body.orElse(null));
        if (refused.isPresent() || body.isEmpty()) {
            return refused.orElse(MessagesError.invalid("The request body is not valid JSON."))
                    .reply();
        }
        return request.path().equals(COUNT) ? count(body.get()) : said(body.get());
    }

    private Optional<MessagesError> refused(ApiRequest request, @Nullable ObjectNode body) {
        if (apiKey != null && !("Bearer " + apiKey).equals(request.authorization())) {
            return Optional.of(MessagesError.ofStatus(401));
        }
        if (!request.method().equals("POST")) {
            return Optional.of(MessagesError.ofStatus(405));
        }
        if (request.anthropicVersion() == null) {
            return Optional.of(MessagesError.invalid("anthropic-version: header is required"));
        }
        return body == null
                ? Optional.empty()
                : new MessagesRules(
                                !request.anthropicVersion().equals(FIRST_VERSION),
                                request.path().equals(COUNT))
                        .check(body);
    }

    private static Reply count(ObjectNode body) {
        long tokens = Speaker.promptTokens(Json.text(MessagesForm.chat(body).path("messages")));
        return Reply.json(200, Json.text(Json.object().put("input_tokens", tokens)));
    }

    private Reply said(ObjectNode body) {
        String model = body.path("model").asText();
        ModelName name = ModelName.parse(model);
        return behaviours.instead(model, name).orElseGet(() -> {
            ModelName spoken = name.behaviour().equals("flaky") ? ModelName.parse("sim-text") : name;
            return behaviours
                    .bend(spoken(body, spoken), spoken)
                    .orElseGet(() -> MessagesError.ofStatus(404).reply());
        });
    }

    private Reply spoken(ObjectNode body, ModelName name) {
        MessagesForm form = new MessagesForm(
                speaker.chat(MessagesForm.chat(body), name),
                body.path("model").asText(),
                body.path("thinking").path("type").asText("disabled").equals("enabled"));
        return body.path("stream").asBoolean() ? Reply.stream(form.stream()) : Reply.json(200, form.plain());
    }
}
