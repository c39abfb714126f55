package io.callstream.testing.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.testing.reply.Reply;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** {@code /v1/files}, kept in memory. Thread contract: any thread. */
final class StoredFiles {
    private static final String PATH = "/v1/files";
    private static final Set<String> PURPOSES =
            Set.of("assistants", "batch", "fine-tune", "vision", "user_data", "evals");

    private final Clock clock;
    private final AtomicLong made = new AtomicLong();
    private final Map<String, ObjectNode> described = new ConcurrentSkipListMap<>();
    private final Map<String, byte[]> contents = new ConcurrentHashMap<>();

    StoredFiles(Clock clock) {
        this.clock = clock;
    }

    Reply answer(ApiRequest request) {
        String below = request.path().substring(PATH.length());
        if (below.isEmpty()) {
            return switch (request.method()) {
                case "POST" -> upload(request);
                case "GET" -> Reply.json(200, Json.text(Listed.of(described.values())));
                default -> Listed.wrongMethod(request);
            };
        }
        String id = below.substring(1).replaceFirst("/content$", "");
        ObjectNode file = described.get(id);
        if (file == null) {
            return Listed.none("File", id);
        }
        return one(request, id, file);
    }

    private Reply one(ApiRequest request, String id, ObjectNode file) {
        boolean content = request.path().endsWith("/content");
        if (request.method().equals("DELETE") && !content) {
            described.remove(id);
            contents.remove(id);
            return Reply.json(
                    200,
                    Json.text(Json.object().put("id", id).put("object", "file").put("deleted", true)));
        }
        if (!request.method().equals("GET")) {
            return Listed.wrongMethod(request);
        }
        return content
                ? Reply.bytes(200, "application/octet-stream", contents.getOrDefault(id, new byte[0]))
                : Reply.json(200, Json.text(file));
    }

    private Reply upload(ApiRequest request) {
        Optional<FormBody> form =
                FormBody.read(request.contentType(), request.body().bytes());
        if (form.isEmpty()) {
            return ApiError.invalid("Could not parse multipart form", null, null)
                    .reply();
        }
        ObjectNode fields = form.get().fields();
        Optional<ApiError> wrong = RequestRules.present(fields, "purpose")
                .or(() -> RequestRules.oneOf(fields, "purpose", PURPOSES))
                .or(() -> RequestRules.file(form.get(), "file"));
        return wrong.map(ApiError::reply)
                .orElseGet(() -> Reply.json(
                        200,
                        Json.text(keep(
                                form.get().file("file").orElseThrow(),
                                fields.path("purpose").asText()))));
    }

    private ObjectNode keep(FormBody.Part file, String purpose) {
        return keep(String.valueOf(file.fileName()), purpose, file.bytes());
    }

    /** Keeps a file and says how it is described. */
    ObjectNode keep(String name, String purpose, byte[] content) {
        String id = "file-sim" + made.incrementAndGet();
        ObjectNode file = Json.object()
                .put("id", id)
                .put("object", "file")
                .put("bytes", content.length)
                .put("created_at", clock.instant().getEpochSecond())
                .put("filename", name)
                .put("purpose", purpose)
                .put("status", "processed");
        contents.put(id, content);
        described.put(id, file);
        return file;
    }

    Optional<byte[]> content(String id) {
        return Optional.ofNullable(contents.get(id));
    }
}
