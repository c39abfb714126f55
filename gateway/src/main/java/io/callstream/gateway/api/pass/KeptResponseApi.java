package io.callstream.gateway.api.pass;

import io.callstream.gateway.api.ClientApi;
import io.callstream.gateway.api.Endpoint;
import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.api.Place;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.gateway.provider.Operation;
import io.callstream.gateway.provider.ProviderChoice;
import io.callstream.json.Slice;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Responses that their provider keeps itself, as clients of the Responses API ask for them again. Which provider that is, a stage finds. */
public final class KeptResponseApi extends PassedApi {
    private static final Pattern PATH = Pattern.compile(
            "(?:/openai)?(?:/v1)?/responses/(?<id>[A-Za-z0-9_.=-]{1,512})(?<deed>/input_items|/cancel)?");
    private static final Pattern DOTS = Pattern.compile("\\.{1,2}");

    /** By method and what follows the id. */
    private static final Map<String, Operation> OPERATIONS = Map.of(
            "GET ", Operation.RESPONSE_RETRIEVE,
            "DELETE ", Operation.RESPONSE_DELETE,
            "GET /input_items", Operation.RESPONSE_ITEMS,
            "POST /cancel", Operation.RESPONSE_CANCEL);

    public KeptResponseApi(ClientApi like) {
        super(like);
    }

    @Override
    public @Nullable Endpoint find(String method, String path, String query) {
        Matcher parts = PATH.matcher(path);
        if (!parts.matches() || DOTS.matcher(parts.group("id")).matches()) {
            return null;
        }
        String deed = parts.group("deed") == null ? "" : parts.group("deed");
        Operation operation = OPERATIONS.get(method + " " + deed);
        return operation == null
                ? null
                : new Endpoint(this, operation, null, new Place(method, "", "/" + parts.group("id") + deed, query));
    }

    @Override
    public ApiRequest read(Endpoint endpoint, Slice body, Function<CharSequence, @Nullable String> headers)
            throws InvalidRequestException {
        Place place = endpoint.place();
        String id = place.rest().split("/", -1)[1];
        PassedContent content = PassedContent.of(body, headers.apply(HttpHeaderNames.CONTENT_TYPE));
        return new PassedRequest(place, content, new ProviderChoice.Keeper(id, null));
    }
}
