package io.callstream.testing.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.testing.reply.Reply;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What OpenAI's API has beside texts: moderations, images, audio, files and batches; and reranking, in Cohere's form. Thread
 * contract: any thread.
 */
final class FurtherApi {
    private final Clock clock;
    private final Behaviours behaviours;
    private final StoredFiles files;
    private final Batches batches;

    /** @param api all of the API, for the requests of batches */
    FurtherApi(Clock clock, Behaviours behaviours, Function<ApiRequest, Reply> api) {
        this.clock = clock;
        this.behaviours = behaviours;
        this.files = new StoredFiles(clock);
        this.batches = new Batches(clock, files, api);
    }

    /** Empty where it has no such path. */
    Optional<Reply> answer(ApiRequest request) {
        String path = request.path();
        if (path.equals("/v1/files") || path.startsWith("/v1/files/")) {
            return Optional.of(files.answer(request));
        }
        if (path.equals("/v1/batches") || path.startsWith("/v1/batches/")) {
            return Optional.of(batches.answer(request));
        }
        return switch (path) {
            case "/v1/moderations" ->
                json(
                        request,
                        body -> RequestRules.present(body, "input"),
                        body -> Reply.json(200, Moderations.answer(body)));
            case "/v1/images/generations" ->
                json(request, Images::generation, body -> Reply.json(200, Images.answer(body, now())));
            case "/v1/audio/speech" -> json(request, Audio::speech, Audio::speak);
            case "/v1/rerank", "/v2/rerank" ->
                json(request, Rerank::check, body -> Reply.json(200, Rerank.answer(body)));
            case "/v1/images/edits" -> form(request, "image", Images::generation, (fields, file) -> image(fields));
            case "/v1/images/variations" -> form(request, "image", Images::options, (fields, file) -> image(fields));
            case "/v1/audio/transcriptions", "/v1/audio/translations" ->
                form(request, "file", Audio::transcription, (fields, file) -> Audio.transcribe(fields, file.bytes()));
            default -> Optional.empty();
        };
    }

    private Reply image(ObjectNode fields) {
        return Reply.json(200, Images.answer(fields, now()));
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    private Optional<Reply> json(
            ApiRequest request, Function<ObjectNode, Optional<ApiError>> check, Function<ObjectNode, Reply> answer) {
        if (!request.method().equals("POST")) {
            return Optional.of(Listed.wrongMethod(request));
        }
        Optional<ObjectNode> body = request.body().object();
        if (body.isEmpty()) {
            return Optional.of(ApiError.invalid("We could not parse the JSON body of your request.", null, null)
                    .reply());
        }
        boolean modelMayMiss =
                request.path().equals("/v1/moderations") || request.path().equals("/v1/images/generations");
        return Optional.of(checked(body.get(), modelMayMiss, check).orElseGet(() -> bent(body.get(), answer)));
    }

    private Optional<Reply> form(
            ApiRequest request,
            String file,
            Function<ObjectNode, Optional<ApiError>> check,
            BiFunction<ObjectNode, FormBody.Part, Reply> answer) {
        if (!request.method().equals("POST")) {
            return Optional.of(Listed.wrongMethod(request));
        }
        Optional<FormBody> form =
                FormBody.read(request.contentType(), request.body().bytes());
        if (form.isEmpty()) {
            return Optional.of(ApiError.invalid("Could not parse multipart form", null, null)
                    .reply());
        }
        boolean modelMayMiss = file.equals("image");
        ObjectNode fields = form.get().fields();
        return Optional.of(checked(fields, modelMayMiss, check)
                .or(() -> RequestRules.file(form.get(), file).map(ApiError::reply))
                .orElseGet(() -> bent(
                        fields, all -> answer.apply(all, form.get().file(file).orElseThrow()))));
    }

    private static Optional<Reply> checked(
            ObjectNode body, boolean modelMayMiss, Function<ObjectNode, Optional<ApiError>> check) {
        Optional<ApiError> model = modelMayMiss && !body.has("model") ? Optional.empty() : RequestRules.model(body);
        return model.or(() -> check.apply(body)).map(ApiError::reply);
    }

    /** Errors, hang-ups and pauses of the model's name hold here too. */
    private Reply bent(ObjectNode body, Function<ObjectNode, Reply> answer) {
        String model = body.path("model").asText();
        ModelName name = ModelName.parse(model);
        return behaviours
                .instead(model, name)
                .orElseGet(() -> behaviours
                        .bend(answer.apply(body), name)
                        .orElseGet(() -> ApiError.ofStatus(404).reply()));
    }
}
