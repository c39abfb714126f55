package io.callstream.testing.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.testing.reply.Piece;
import io.callstream.testing.reply.Reply;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code /v1/batches}, kept in memory; one that is looked at is done. Thread contract: any thread. */
final class Batches {
    private static final String PATH = "/v1/batches";
    private static final String STATUS = "status";
    private static final Set<String> ENDPOINTS =
            Set.of("/v1/chat/completions", "/v1/completions", "/v1/embeddings", "/v1/responses");

    private final Clock clock;
    private final StoredFiles files;
    private final Function<ApiRequest, Reply> api;
    private final AtomicLong made = new AtomicLong();
    private final Map<String, ObjectNode> batches = new ConcurrentSkipListMap<>();

    /** @param api answers the requests of a batch */
    Batches(Clock clock, StoredFiles files, Function<ApiRequest, Reply> api) {
        this.clock = clock;
        this.files = files;
        this.api = api;
    }

    Reply answer(ApiRequest request) {
        String below = request.path().substring(PATH.length());
        if (below.isEmpty()) {
            return switch (request.method()) {
                case "POST" -> create(request.body().object());
                case "GET" -> Reply.json(200, Json.text(Listed.of(batches.values())));
                default -> Listed.wrongMethod(request);
            };
        }
        boolean cancel = below.endsWith("/cancel");
        String id = below.substring(1).replaceFirst("/cancel$", "");
        ObjectNode batch = batches.get(id);
        if (batch == null) {
            return Listed.none("Batch", id);
        }
        if (!request.method().equals(cancel ? "POST" : "GET")) {
            return Listed.wrongMethod(request);
        }
        return Reply.json(200, Json.text(cancel ? cancelled(batch) : worked(batch, request.authorization())));
    }

    private Reply create(Optional<ObjectNode> body) {
        if (body.isEmpty()) {
            return ApiError.invalid("We could not parse the JSON body of your request.", null, null)
                    .reply();
        }
        ObjectNode asked = body.get();
        String input = asked.path("input_file_id").asText();
        Optional<ApiError> wrong = RequestRules.present(asked, "input_file_id")
                .or(() -> RequestRules.present(asked, "endpoint"))
                .or(() -> RequestRules.oneOf(asked, "endpoint", ENDPOINTS))
                .or(() -> RequestRules.present(asked, "completion_window"))
                .or(() -> RequestRules.oneOf(asked, "completion_window", Set.of("24h")))
                .or(() -> files.content(input).isPresent()
                        ? Optional.empty()
                        : Optional.of(ApiError.invalid("Invalid 'input_file_id': " + input, "input_file_id", null)));
        return wrong.map(ApiError::reply).orElseGet(() -> Reply.json(200, Json.text(keep(asked))));
    }

    private ObjectNode keep(ObjectNode asked) {
        String id = "batch_sim" + made.incrementAndGet();
        long now = clock.instant().getEpochSecond();
        ObjectNode batch = Json.object()
                .put("id", id)
                .put("object", "batch")
                .put("endpoint", asked.path("endpoint").asText())
                .put("input_file_id", asked.path("input_file_id").asText())
                .put("completion_window", "24h")
                .put(STATUS, "validating")
                .put("created_at", now)
                .put("expires_at", now + Duration.ofDays(1).toSeconds());
        batch.set("metadata", asked.path("metadata").isObject() ? asked.path("metadata") : null);
        batch.putObject("request_counts").put("total", 0).put("completed", 0).put("failed", 0);
        batches.put(id, batch);
        return batch;
    }

    private ObjectNode cancelled(ObjectNode batch) {
        ObjectNode changed = batch.deepCopy().put(STATUS, "cancelling");
        batches.put(batch.path("id").asText(), changed);
        return changed;
    }

    private ObjectNode worked(ObjectNode batch, @Nullable String authorization) {
        if (!batch.path(STATUS).asText().equals("validating")) {
            return batch;
        }
        byte[] input = files.content(batch.path("input_file_id").asText()).orElse(new byte[0]);
        StringBuilder output = new StringBuilder();
        int done = 0;
        for (String line : new String(input, StandardCharsets.UTF_8).lines().toList()) {
            output.append(line(line, authorization)).append('\n');
            done++;
        }
        byte[] content = output.toString().getBytes(StandardCharsets.UTF_8);
        ObjectNode file = files.keep("output.jsonl", "batch_output", content);
        ObjectNode changed = batch.deepCopy()
                .put(STATUS, "completed")
                .put("output_file_id", file.path("id").asText());
        changed.putObject("request_counts")
                .put("total", done)
                .put("completed", done)
                .put("failed", 0);
        batches.put(batch.path("id").asText(), changed);
        return changed;
    }

    private String line(String line, @Nullable String authorization) {
        ObjectNode request =
                new RequestBody(line.getBytes(StandardCharsets.UTF_8)).object().orElseGet(Json::object);
        byte[] body = Json.text(request.path("body")).getBytes(StandardCharsets.UTF_8);
        Reply reply = api.apply(new ApiRequest(
                "POST", request.path("url").asText(), authorization, "application/json", null, new RequestBody(body)));
        ObjectNode answer = Json.object()
                .put("id", "batch_req_sim")
                .put("custom_id", request.path("custom_id").asText());
        answer.putObject("response")
                .put("status_code", reply.status())
                .set("body", new RequestBody(whole(reply)).object().orElse(null));
        return Json.text(answer.putNull("error"));
    }

    private static byte[] whole(Reply reply) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Piece piece : reply.pieces()) {
            all.writeBytes(piece.bytes(0));
        }
        return all.toByteArray();
    }
}
