package io.callstream.gateway.api.responses;

import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.api.openai.TranslatedRequest;
import io.callstream.gateway.chat.UnsupportedRequestException;
import io.callstream.gateway.dialect.responses.ResponsesDialect;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.gateway.provider.ModelName;
import io.callstream.gateway.provider.Operation;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A request to the Responses API: as it came, for providers that speak the same, and as a chat, for all others, for steps that
 * change it, and for whatever is recorded of it.
 *
 * @param id of the answer, unless a provider gives it one
 * @param sent as it came, with the name of each field in it
 * @param untouched whether no step before the provider has changed it
 * @param chat as a chat in OpenAI's form
 * @param deployment whose provider keeps what it goes on from; null when nobody or the gateway does
 * @param operation what is to be done with it: answered, or only made shorter or counted
 */
public record ResponsesRequest(
        String id,
        JsonValue.Obj sent,
        boolean untouched,
        ApiRequest chat,
        @Nullable String deployment,
        Operation operation)
        implements TranslatedRequest {
    static final String PREVIOUS = "previous_response_id";

    private static final List<String> FLAGS = List.of("store", "background");

    static ResponsesRequest read(Slice body, String id, Operation operation) throws InvalidRequestException {
        JsonValue.Obj sent = checked(TranslatedRequest.object(body));
        return new ResponsesRequest(id, sent, true, asChat(sent, List.of()), null, operation);
    }

    /** What decides whether a conversation is kept or gone on with is understood or refused, never left out. */
    private static JsonValue.Obj checked(JsonValue.Obj sent) throws InvalidRequestException {
        for (String name : FLAGS) {
            if (sent.get(name) != null && !(sent.get(name) instanceof JsonValue.Flag)) {
                throw InvalidRequestException.field(name, "a boolean");
            }
        }
        if (sent.get(PREVIOUS) != null && sent.text(PREVIOUS) == null) {
            throw InvalidRequestException.field(PREVIOUS, "the id of a response");
        }
        return sent;
    }

    static ResponsesRequest of(ApiRequest read) {
        if (read instanceof ResponsesRequest request) {
            return request;
        }
        throw new IllegalArgumentException(
                "no request to the Responses API: " + read.getClass().getName());
    }

    private static ApiRequest asChat(JsonValue.Obj sent, List<JsonValue> before) throws InvalidRequestException {
        return TranslatedRequest.asChat(ChatBody.of(sent, before));
    }

    @Override
    public ResponsesRequest changed(ApiRequest other) {
        return new ResponsesRequest(id, sent, false, other, deployment, operation);
    }

    /** The response that it goes on from; null when it begins a conversation. */
    public @Nullable String previous() {
        return sent.text(PREVIOUS);
    }

    /** Whether its answer may be asked for again. */
    public boolean keeps() {
        boolean stores = !(sent.get("store") instanceof JsonValue.Flag flag) || flag.value();
        return stores && operation == Operation.RESPONSES;
    }

    /** What it says itself, as items. */
    public List<JsonValue> input() {
        return InputItems.of(sent);
    }

    /** The same, which only this deployment's provider can go on from. */
    public ResponsesRequest at(String itsDeployment) {
        return new ResponsesRequest(id, sent, untouched, chat, itsDeployment, operation);
    }

    /**
     * The same with what was said before it, so that no provider has to know that.
     *
     * @param before input items
     * @throws InvalidRequestException if they cannot be read
     */
    public ResponsesRequest after(List<JsonValue> before) throws InvalidRequestException {
        List<JsonValue> input = new ArrayList<>();
        before.stream().filter(item -> !isThought(item)).forEach(input::add);
        input.addAll(input());
        Map<String, JsonValue> whole = new LinkedHashMap<>(sent.fields());
        whole.put("input", new JsonValue.Arr(input));
        return new ResponsesRequest(id, new JsonValue.Obj(whole), untouched, asChat(sent, before), null, operation);
    }

    /** What was kept here was thought by a model of another form, which no provider of this one takes back. */
    private static boolean isThought(JsonValue item) {
        return item instanceof JsonValue.Obj object && "reasoning".equals(object.text("type"));
    }

    /** What is said to the gateway alone is left out, and what it knows of itself. */
    @Override
    public @Nullable Slice own(String form, ModelName model) {
        if (!untouched || !form.equals(ResponsesDialect.FORM)) {
            return null;
        }
        Predicate<String> goesOn = TranslatedRequest.goesOn(sent);
        JsonObject own = new JsonObject();
        sent.fields().forEach((name, value) -> {
            if (name.equals("model")) {
                own.with(name, model.name());
            } else if (goesOn.test(name) && (deployment != null || !name.equals(PREVIOUS))) {
                own.with(name, value);
            }
        });
        return Slice.of(own.toString());
    }

    @Override
    public @Nullable UnsupportedRequestException beyond(String form) {
        if (form.equals(ResponsesDialect.FORM)) {
            return null;
        }
        return operation == Operation.RESPONSES
                ? OwnFeatures.of(sent, deployment != null)
                : new UnsupportedRequestException(
                        "model",
                        "The model's provider has no " + operation.path()
                                + ": only those have that speak OpenAI's Responses API themselves (`responses_api`).");
    }

    /** Says the id only: the rest is what somebody asks a model. */
    @Override
    public String toString() {
        return "ResponsesRequest[...]";
    }
}
