package io.callstream.gateway.api.pass;

import io.callstream.gateway.api.Endpoint;
import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.api.Place;
import io.callstream.gateway.api.form.Multipart;
import io.callstream.gateway.api.openai.FormBody;
import io.callstream.gateway.api.openai.FormDescription;
import io.callstream.gateway.provider.ProviderChoice;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.util.AsciiString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whose files and batches are meant, in LiteLLM's ways (docs.litellm.ai/docs/files_endpoints, November 2026): a model of the
 * gateway in {@code model}, {@code target_model_names} or the header {@code x-litellm-model}, or a provider in
 * {@code custom_llm_provider}, the header {@code custom-llm-provider} or the path; body, query, header, path, in this order.
 * What says it goes no further. Before all of these counts an id that says where it lies: see {@link PlacedId}.
 */
final class AccountWish {
    private static final AsciiString MODEL_HEADER = AsciiString.cached("x-litellm-model");
    private static final AsciiString PROVIDER_HEADER = AsciiString.cached("custom-llm-provider");
    private static final String MODEL = "model";
    private static final String MODELS = "target_model_names";
    private static final String PROVIDER = "custom_llm_provider";
    private static final String SHORT_PROVIDER = "provider";
    private static final Set<String> NAMES = Set.of(MODEL, MODELS, PROVIDER, "target_storage", "custom_storage");

    private static final String INPUT_FILE = "input_file_id";
    private static final String AFTER = "after";

    private final Map<String, String> said = new LinkedHashMap<>();
    private @Nullable PlacedId placed;

    private AccountWish() {}

    static PassedRequest read(Endpoint endpoint, Slice body, Function<CharSequence, @Nullable String> headers)
            throws InvalidRequestException {
        AccountWish wish = new AccountWish();
        String type = headers.apply(HttpHeaderNames.CONTENT_TYPE);
        String rest = wish.rest(endpoint.place().rest());
        PassedContent content = wish.content(body, type);
        Place place = new Place(
                endpoint.place().method(), "", rest, wish.query(endpoint.place().query()));
        wish.note(MODEL, headers.apply(MODEL_HEADER));
        wish.note(PROVIDER, headers.apply(PROVIDER_HEADER));
        wish.note(PROVIDER, endpoint.model());
        PlacedId where = wish.placed;
        return new PassedRequest(
                place,
                content,
                wish.model(),
                where == null ? null : where.deployment(),
                new ProviderChoice.Account(wish.said.get(PROVIDER), null));
    }

    /** The path below the operation's, with the provider's own id in it. */
    private String rest(String rest) {
        int end = rest.indexOf('/', 1);
        String id = rest.isEmpty() ? "" : rest.substring(1, end < 0 ? rest.length() : end);
        return id.isEmpty() ? rest : "/" + own(id) + (end < 0 ? "" : rest.substring(end));
    }

    /** The provider's own id; the first that says where it lies counts. */
    private String own(String id) {
        PlacedId read = PlacedId.read(id);
        placed = placed == null ? read : placed;
        return read == null ? id : read.id();
    }

    private @Nullable String model() {
        if (placed != null) {
            return placed.model();
        }
        String several = said.get(MODELS);
        String one = said.get(MODEL);
        return one == null && several != null ? several.split(",", -1)[0].strip() : one;
    }

    /** The first that says it counts. */
    private void note(String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            said.putIfAbsent(name, value.strip());
        }
    }

    private PassedContent content(Slice body, @Nullable String type) throws InvalidRequestException {
        if (body.isEmpty()) {
            return PassedContent.of(body, type);
        }
        if (type != null && Multipart.is(type)) {
            Multipart form = Multipart.read(body, type);
            NAMES.forEach(name -> note(name, form.text(name)));
            Slice recorded = Slice.of(FormDescription.of(form).toString());
            return new PassedContent(type, FormBody.of(form, ""), recorded, body.length(), false);
        }
        JsonValue.Obj object = object(body);
        NAMES.forEach(name -> note(name, object.text(name)));
        Map<String, JsonValue> rest = new LinkedHashMap<>(object.fields());
        boolean changed = rest.keySet().removeAll(NAMES);
        String file = object.text(INPUT_FILE);
        if (file != null && !own(file).equals(file)) {
            rest.put(INPUT_FILE, new JsonValue.Text(own(file)));
            changed = true;
        }
        return PassedContent.of(changed ? Slice.of(new JsonValue.Obj(rest).toString()) : body, type);
    }

    private static JsonValue.Obj object(Slice body) throws InvalidRequestException {
        try {
            if (JsonValue.read(body) instanceof JsonValue.Obj object) {
                return object;
            }
        } catch (InvalidJsonException e) {
            throw InvalidRequestException.malformed(e);
        }
        throw InvalidRequestException.field("body", "a JSON object or a form");
    }

    /** The query without what is said to the gateway. */
    private String query(String query) {
        List<String> left = new ArrayList<>();
        for (String field : query.split("&", -1)) {
            int equals = field.indexOf('=');
            String name = equals < 0 ? field : field.substring(0, equals);
            if (NAMES.contains(name) || name.equals(SHORT_PROVIDER)) {
                String value = equals < 0 ? "" : decoded(field.substring(equals + 1));
                note(name.equals(SHORT_PROVIDER) ? PROVIDER : name, value);
            } else if (name.equals(AFTER) && equals > 0) {
                left.add(AFTER + "=" + own(field.substring(equals + 1)));
            } else if (!field.isEmpty()) {
                left.add(field);
            }
        }
        return String.join("&", left);
    }

    private static String decoded(String value) {
        try {
            return QueryStringDecoder.decodeComponent(value);
        } catch (IllegalArgumentException e) {
            return ""; // what cannot be read says nothing
        }
    }
}
