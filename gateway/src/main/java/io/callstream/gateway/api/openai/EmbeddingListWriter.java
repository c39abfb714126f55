package io.callstream.gateway.api.openai;

import io.callstream.gateway.api.ResponseWriter;
import io.callstream.gateway.error.ErrorBody;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.gateway.provider.Delta;
import io.callstream.gateway.provider.ModelName;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes embeddings as OpenAI's list of them, once all have come. */
final class EmbeddingListWriter implements ResponseWriter {
    private final boolean base64;
    private final List<JsonValue> data = new ArrayList<>();
    private String model;
    private Delta.@Nullable Tokens tokens;
    private Delta.@Nullable Failure failure;

    /**
     * For one answer.
     *
     * @param base64 whether vectors are wanted as 32-bit numbers in base64, which OpenAI's clients ask for by themselves
     * @param model that was asked for, unless the provider says its own
     */
    EmbeddingListWriter(boolean base64, String model) {
        this.base64 = base64;
        this.model = model;
    }

    static EmbeddingListWriter of(ApiRequest asked) {
        try {
            byte[] body = asked.body(ModelName.of(""), false, true).toBytes();
            boolean base64 = JsonValue.read(Slice.of(body)) instanceof JsonValue.Obj object
                    && "base64".equals(object.text("encoding_format"));
            String model = asked.model();
            return new EmbeddingListWriter(base64, model == null ? "" : model);
        } catch (InvalidJsonException e) {
            throw new IllegalStateException("a body that was read before cannot be read", e);
        }
    }

    @Override
    public String contentType() {
        return "application/json";
    }

    @Override
    public void write(Delta delta, ByteBuf out) {
        if (delta instanceof Delta.Begin begin) {
            model = begin.model().isEmpty() ? model : begin.model();
        } else if (delta instanceof Delta.Embedding embedding) {
            data.add(element(embedding));
        } else if (delta instanceof Delta.Tokens counted) {
            tokens = counted;
        } else if (delta instanceof Delta.Failure failed) {
            failure = failed;
        }
    }

    private JsonValue element(Delta.Embedding embedding) {
        return new JsonObject()
                .with("object", "embedding")
                .with("index", embedding.index())
                .with("embedding", base64 ? encoded(embedding.vector()) : embedding.vector())
                .value();
    }

    @Override
    public void end(ByteBuf out) {
        Delta.Failure failed = failure;
        if (failed != null) {
            out.writeBytes(ErrorBody.of(failed.error()));
            return;
        }
        JsonObject list =
                new JsonObject().with("object", "list").with("data", data).with("model", model);
        Delta.Tokens counted = tokens;
        if (counted != null) {
            list.with(
                    "usage",
                    new JsonObject().with("prompt_tokens", counted.prompt()).with("total_tokens", counted.prompt()));
        }
        out.writeCharSequence(list.toString(), StandardCharsets.UTF_8);
    }

    private static JsonValue encoded(JsonValue.Arr vector) {
        ByteBuffer bytes =
                ByteBuffer.allocate(vector.elements().size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (JsonValue each : vector.elements()) {
            bytes.putFloat(each instanceof JsonValue.Num number ? Float.parseFloat(number.raw()) : 0);
        }
        return new JsonValue.Text(Base64.getEncoder().encodeToString(bytes.array()));
    }
}
