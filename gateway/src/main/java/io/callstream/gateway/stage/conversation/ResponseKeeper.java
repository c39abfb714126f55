package io.callstream.gateway.stage.conversation;

import io.callstream.gateway.api.ClientApi;
import io.callstream.gateway.api.responses.ResponsesRequest;
import io.callstream.gateway.call.AnswerListener;
import io.callstream.gateway.event.ResponseFacts;
import io.callstream.gateway.provider.Destination;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps the answer of one call; of one that its provider keeps itself, where that is. */
record ResponseKeeper(Conversations conversations, String owner, ClientApi api, ResponsesRequest asked)
        implements AnswerListener {
    private static final String CREATED = "created_at";

    @Override
    public void answered(ResponseFacts response, Destination from) {
        String id = response.id();
        if (!api.speaks(from.dialect())) {
            keep(response);
        } else if (id != null) {
            conversations.keep(
                    id, owner, KeptResponse.elsewhere(from.target().deployment().id()));
        }
    }

    @Override
    public void answeredAtHand(ResponseFacts response) {
        keep(response);
    }

    private void keep(ResponseFacts response) {
        Slice recorded = response.body();
        byte[] whole = recorded == null ? null : api.asPlain(asked, recorded);
        if (whole == null) {
            return;
        }
        try {
            if (JsonValue.read(Slice.of(whole)) instanceof JsonValue.Obj object) {
                keep(object);
            }
        } catch (InvalidJsonException e) {
            throw new IllegalStateException("what was written here is no JSON", e);
        }
    }

    private void keep(JsonValue.Obj whole) {
        KeptResponse kept = new KeptResponse(dated(whole), asked.input(), asked.previous(), null);
        conversations.keep(asked.id(), owner, kept);
    }

    /** A stream that was put together does not say when it began. */
    private JsonValue.Obj dated(JsonValue.Obj response) {
        if (response.number(CREATED, 0) > 0) {
            return response;
        }
        Map<String, JsonValue> fields = new LinkedHashMap<>(response.fields());
        fields.put(CREATED, new JsonValue.Num(Long.toString(conversations.now())));
        return new JsonValue.Obj(fields);
    }
}
