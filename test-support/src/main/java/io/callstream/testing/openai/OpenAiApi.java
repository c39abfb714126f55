package io.callstream.testing.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.testing.reply.Piece;
import io.callstream.testing.reply.Reply;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI's API as far as a gateway sees it: chat completions, completions, responses, embeddings, models and what {@link FurtherApi}
 * has, with bearer authorization; and Anthropic's Messages ({@link MessagesApi}). Thread contract: may be called from any thread at any time.
 */
public final class OpenAiApi implements Function<ApiRequest, Reply> {
    private static final String RESPONSES = "/v1/responses";
    private static final List<String> MODELS = List.of(
            "sim-text",
            "sim-fast",
            "sim-slow-300ms",
            "sim-paced-20ms-64",
            "sim-tools",
            "sim-huge",
            "sim-no-usage",
            "sim-crlf",
            "sim-429",
            "sim-500",
            "sim-hang",
            "sim-cut-midstream",
            "sim-error-midstream");

    private final Speaker speaker;
    private final Behaviours behaviours = new Behaviours(ApiError.FORM);
    private final FurtherApi further;
    private final MessagesApi messages;
    private final long started;
    private final @Nullable String apiKey;

    /**
     * @param apiKey the only bearer token that is let in; null lets everyone in
     * @param seed decides the text that is answered
     */
    public OpenAiApi(Clock clock, @Nullable String apiKey, long seed) {
        this.speaker = new Speaker(clock, seed);
        this.started = clock.instant().getEpochSecond();
        this.apiKey = apiKey;
        this.further = new FurtherApi(clock, behaviours, this::post);
        this.messages = new MessagesApi(speaker, apiKey);
    }

    @Override
    public Reply apply(ApiRequest request) {
        if (MessagesApi.has(request.path())) {
            return messages.answer(request);
        }
        Optional<ApiError> refused = unauthorized(request);
        if (refused.isPresent()) {
            return refused.get().reply();
        }
        return switch (request.path()) {
            case "/v1/models" -> get(request);
            case "/v1/chat/completions", "/v1/completions", "/v1/embeddings", RESPONSES -> post(request);
            default ->
                further.answer(request)
                        .or(() -> model(request))
                        .orElseGet(() -> noSuchUrl(request, 404).reply());
        };
    }

    private Optional<ApiError> unauthorized(ApiRequest request) {
        if (apiKey == null || ("Bearer " + apiKey).equals(request.authorization())) {
            return Optional.empty();
        }
        return Optional.of(
                request.authorization() == null
                        ? new ApiError(401, "invalid_request_error", "You didn't provide an API key.", null, null)
                        : ApiError.ofStatus(401));
    }

    private static ApiError noSuchUrl(ApiRequest request, int status) {
        String message = status == 404
                ? "Invalid URL (" + request.method() + " " + request.path() + ")"
                : "Not allowed to " + request.method() + " on " + request.path() + ".";
        return new ApiError(status, "invalid_request_error", message, null, null);
    }

    private Reply get(ApiRequest request) {
        if (!request.method().equals("GET")) {
            return noSuchUrl(request, 405).reply();
        }
        ObjectNode root = Json.object().put("object", "list");
        for (String model : MODELS) {
            root.withArray("data").add(described(model));
        }
        return Reply.json(200, Json.text(root));
    }

    private Optional<Reply> model(ApiRequest request) {
        String name = request.path().substring(request.path().lastIndexOf('/') + 1);
        return request.path().equals("/v1/models/" + name) && request.method().equals("GET") && MODELS.contains(name)
                ? Optional.of(Reply.json(200, Json.text(described(name))))
                : Optional.empty();
    }

    private ObjectNode described(String model) {
        return Json.object()
                .put("id", model)
                .put("object", "model")
                .put("created", started)
                .put("owned_by", "simulated");
    }

    private Reply post(ApiRequest request) {
        if (!request.method().equals("POST")) {
            return noSuchUrl(request, 405).reply();
        }
        Optional<ObjectNode> body = request.body().object();
        if (body.isEmpty()) {
            return ApiError.invalid(
                            "We could not parse the JSON body of your request. (HINT: this likely means you aren't using"
                                    + " your HTTP library correctly.)",
                            null,
                            null)
                    .reply();
        }
        Optional<ApiError> error = check(request.path(), body.get());
        return error.isPresent() ? error.get().reply() : answer(request.path(), body.get());
    }

    private static Optional<ApiError> check(String path, ObjectNode body) {
        return switch (path) {
            case "/v1/embeddings" -> RequestRules.embedding(body);
            case "/v1/completions" -> RequestRules.completion(body);
            case RESPONSES -> RequestRules.response(body);
            default -> RequestRules.chat(body);
        };
    }

    private Reply answer(String path, ObjectNode body) {
        String model = body.path("model").asText();
        ModelName name = ModelName.parse(model);
        return behaviours.instead(model, name).orElseGet(() -> {
            ModelName spoken = name.behaviour().equals("flaky") ? ModelName.parse("sim-text") : name;
            return behaviours
                    .bend(said(path, body, spoken), spoken)
                    .orElseGet(() -> ApiError.ofStatus(404).reply());
        });
    }

    private Reply said(String path, ObjectNode body, ModelName name) {
        if (path.equals("/v1/embeddings")) {
            return Reply.json(200, Embeddings.answer(body));
        }
        if (path.equals(RESPONSES)) {
            Answer answer = speaker.chat(ResponsesForm.chat(body), name);
            return body.path("stream").asBoolean()
                    ? Reply.stream(ResponsesForm.stream(answer))
                    : Reply.json(200, ResponsesForm.plain(answer));
        }
        boolean chat = path.equals("/v1/chat/completions");
        Answer answer = chat ? speaker.chat(body, name) : speaker.completion(body, name);
        if (!body.path("stream").asBoolean()) {
            return Reply.json(200, chat ? PlainForm.chat(answer) : PlainForm.completion(answer));
        }
        boolean usage = body.path("stream_options").path("include_usage").asBoolean()
                && !name.behaviour().equals("no-usage");
        List<Piece> pieces = chat ? StreamForm.chat(answer, usage) : StreamForm.completion(answer, usage);
        return Reply.stream(pieces);
    }
}
